/** The pure half of `qrcode`: its own types are those of the whole package, which knows Node's streams. */
declare module "qrcode/lib/core/qrcode.js" {
  export function create(
    text: string,
    options: { readonly errorCorrectionLevel: "L" | "M" | "Q" | "H" },
  ): {
    readonly modules: {
      /** Modules a side, the quiet zone left out. */
      readonly size: number;
      /** 1 where dark. */
      get(row: number, column: number): number;
    };
  };
}
