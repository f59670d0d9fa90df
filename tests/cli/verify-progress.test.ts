import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { verifyProgress } from "../../cli/verify-progress.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the progress of cunzhen verify", () => {
  test("says nothing within the first second, then how much was read, at most five times a second", () => {
    const shown: string[] = [];
    const clear = vi.fn();
    const progress = { show: (text: string) => void shown.push(text), clear };
    const { read, end } = verifyProgress({ language: "en", progress });
    read(3_000_000);
    vi.advanceTimersByTime(999);
    read(1_000_000);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    read(1_000_000);
    vi.advanceTimersByTime(100);
    read(2_000_000);
    vi.advanceTimersByTime(100);
    read(5_000_000);
    expect(shown).toEqual(["Verifying: 5 MB read", "Verifying: 12 MB read"]);
    expect(clear).not.toHaveBeenCalled();
    end();
    expect(clear).toHaveBeenCalledOnce();
  });
});
