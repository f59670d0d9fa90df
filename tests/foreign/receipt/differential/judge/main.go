// Judges many notes, proofs, policies and receipts with libraries that nobody of Cunzhen wrote, each as it comes, with
// no stricter rule of ours beside it. One JSON question a line on stdin, one answer a line on stdout: for each library
// that can be asked the empty text where it accepts, else its reason.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"filippo.io/torchwood"
	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/formats/witness"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	What string
	// A note and the key that should have signed it.
	Note []byte
	Key  string
	// A tree, what is said to be in it, and the proof.
	Hashes   [][]byte
	Size     int64
	Root     []byte
	Index    int64
	From     int64
	FromRoot []byte
	Leaf     []byte
	// A policy, judged with a checkpoint in Note; a receipt.
	Policy  []byte
	Receipt []byte
}

// answer maps a library's name to its reason.
type answer map[string]string

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	lines := json.NewDecoder(in)
	for lines.More() {
		var asked question
		if err := lines.Decode(&asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(64)
		}
		said, err := json.Marshal(answerTo(asked))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(64)
		}
		fmt.Fprintln(out, string(said))
	}
}

func answerTo(asked question) answer {
	switch asked.What {
	case "note":
		return answer{"go": said(func() error { return openNote(asked) }), "torchwood": said(func() error { return torchwoodNote(asked) })}
	case "inclusion":
		return answer{"go": said(func() error {
			return tlog.CheckRecord(hashes(asked.Hashes), asked.Size, hash(asked.Root), asked.Index, tlog.RecordHash(asked.Leaf))
		})}
	case "consistency":
		return answer{"go": said(func() error {
			return tlog.CheckTree(hashes(asked.Hashes), asked.Size, hash(asked.Root), asked.From, hash(asked.FromRoot))
		})}
	case "policy":
		return answer{"go": said(func() error { return quorum(asked.Policy, asked.Note) }), "torchwood": said(func() error {
			policy, err := torchwood.ParsePolicy(asked.Policy)
			if err != nil {
				return err
			}
			_, _, err = torchwood.VerifyCheckpoint(asked.Note, policy)
			return err
		})}
	case "receipt":
		return answer{"go": said(func() error { return receipt(asked) }), "torchwood": said(func() error {
			policy, err := torchwood.ParsePolicy(asked.Policy)
			if err != nil {
				return err
			}
			return torchwood.VerifyProof(policy, tlog.RecordHash(asked.Leaf), asked.Receipt)
		})}
	}
	fmt.Fprintln(os.Stderr, "no such question:", asked.What)
	os.Exit(64)
	return nil
}

// said gives the reason of a refusal; a library that panics has refused.
func said(judge func() error) (reason string) {
	defer func() {
		if fault := recover(); fault != nil {
			reason = fmt.Sprint("panic: ", fault)
		}
	}()
	if err := judge(); err != nil {
		return err.Error()
	}
	return ""
}

func openNote(asked question) error {
	verifier, err := verifierOf(asked.Key)
	if err != nil {
		return err
	}
	_, err = note.Open(asked.Note, note.VerifierList(verifier))
	return err
}

func torchwoodNote(asked question) error {
	// Keys of logs it leaves to x/mod.
	verifier, err := note.NewVerifier(asked.Key)
	if err != nil {
		if verifier, err = torchwood.NewCosignatureVerifier(asked.Key); err != nil {
			return err
		}
	}
	_, err = note.Open(asked.Note, note.VerifierList(verifier))
	return err
}

// verifierOf reads the key of a log, which is x/mod's, or of a cosigner, which formats knows.
func verifierOf(key string) (note.Verifier, error) {
	if verifier, err := note.NewVerifier(key); err == nil {
		return verifier, nil
	}
	return fnote.NewVerifierForCosignatureV1(key)
}

func quorum(policy, checkpoint []byte) error {
	read, err := witness.ParsePolicy(policy)
	if err != nil {
		return err
	}
	if !read.Satisfied(checkpoint) {
		return errors.New("the quorum is not reached")
	}
	return nil
}

func receipt(asked question) error {
	var read proof.TLogProof
	if err := read.Unmarshal(asked.Receipt); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(logKey(string(asked.Policy)))
	if err != nil {
		return err
	}
	checkpoint, _, _, err := log.ParseCheckpoint(read.Checkpoint, verifier.Name(), verifier)
	if err != nil {
		return err
	}
	if err := quorum(asked.Policy, read.Checkpoint); err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, one := range read.Hashes {
		path = append(path, one)
	}
	return tlog.CheckRecord(path, int64(checkpoint.Size), hash(checkpoint.Hash), int64(read.Index), tlog.RecordHash(asked.Leaf))
}

// logKey is the first log line's, which formats passes over.
func logKey(policy string) string {
	for _, line := range strings.Split(policy, "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "log" {
			return fields[1]
		}
	}
	return ""
}

func hash(bytes []byte) tlog.Hash { return tlog.Hash(bytes) }

func hashes(all [][]byte) (read []tlog.Hash) {
	for _, one := range all {
		read = append(read, hash(one))
	}
	return read
}
