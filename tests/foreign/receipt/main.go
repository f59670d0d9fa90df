// Judges a receipt with libraries that nobody of Cunzhen wrote: golang.org/x/mod/sumdb for the log's signature and
// inclusion, github.com/transparency-dev/formats for the proof, the cosignatures and the quorum.
//
//	receipt POLICY RECEIPT RECORD
//	receipt POLICY RECEIPT SUBMISSION FINGERPRINT
//
// RECORD is what was registered, as it stands in the log. The second form takes it from the receipt, and demands
// that it names this submission and this fingerprint.
//
// Exit 0 and one line when everything holds, 1 and the reason when anything does not.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/formats/witness"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 4 && len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "receipt POLICY RECEIPT RECORD | receipt POLICY RECEIPT SUBMISSION FINGERPRINT")
		os.Exit(64)
	}
	said, err := judge(os.Args[1], os.Args[2], os.Args[3], os.Args[4:])
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	fmt.Println(said)
}

func judge(policyFile, receiptFile, aboutFile string, fingerprints []string) (string, error) {
	policyText, err := os.ReadFile(policyFile)
	if err != nil {
		return "", err
	}
	receipt, err := os.ReadFile(receiptFile)
	if err != nil {
		return "", err
	}
	about, err := os.ReadFile(aboutFile)
	if err != nil {
		return "", err
	}
	var p proof.TLogProof
	if err := p.Unmarshal(receipt); err != nil {
		return "", err
	}
	if !bytes.Equal(p.Marshal(), receipt) {
		return "", errors.New("the receipt is not in its one form")
	}
	logKey, witnessKeys, err := keysOf(string(policyText))
	if err != nil {
		return "", err
	}
	opened, err := note.Open(p.Checkpoint, note.VerifierList(append(witnessKeys, logKey)...))
	if err != nil {
		return "", err
	}
	if err := inOneForm(opened, p.Checkpoint); err != nil {
		return "", err
	}
	checkpoint, _, _, err := log.ParseCheckpoint(p.Checkpoint, logKey.Name(), logKey)
	if err != nil {
		return "", fmt.Errorf("log signature: %w", err)
	}
	if string(checkpoint.Marshal()) != opened.Text {
		return "", errors.New("the checkpoint is not in its one form")
	}
	quorum, err := witness.ParsePolicy(policyText)
	if err != nil {
		return "", err
	}
	if !quorum.Satisfied(p.Checkpoint) {
		return "", errors.New("the quorum is not reached")
	}
	var hashes tlog.RecordProof
	for _, hash := range p.Hashes {
		hashes = append(hashes, hash)
	}
	root := tlog.Hash(checkpoint.Hash)
	record := about
	if len(fingerprints) > 0 {
		record = p.ExtraData
	}
	leaf := tlog.RecordHash(record)
	if err := tlog.CheckRecord(hashes, int64(checkpoint.Size), root, int64(p.Index), leaf); err != nil {
		return "", err
	}
	for _, fingerprint := range fingerprints {
		var entry struct{ Fingerprint, Submission string }
		if err := json.Unmarshal(record, &entry); err != nil {
			return "", err
		}
		digest := sha256.Sum256(about)
		if entry.Fingerprint != fingerprint || entry.Submission != hex.EncodeToString(digest[:]) {
			return "", errors.New("the leaf is about something else")
		}
	}
	return fmt.Sprintf("holds: entry %d of %d in %s", p.Index, checkpoint.Size, checkpoint.Origin), nil
}

// keysOf reads the one log key and all witness keys, which formats' policy does not give; no key may stand twice.
func keysOf(policy string) (logKey note.Verifier, witnesses []note.Verifier, err error) {
	seen := map[string]bool{}
	for _, line := range strings.Split(policy, "\n") {
		fields := strings.Fields(line)
		switch {
		case len(fields) > 1 && fields[0] == "log":
			if logKey != nil {
				return nil, nil, errors.New("two log keys")
			}
			if logKey, err = note.NewVerifier(fields[1]); err != nil {
				return nil, nil, err
			}
		case len(fields) > 2 && fields[0] == "witness":
			// formats computes the key id and does not look at the one that is written.
			verifier, err := fnote.NewVerifierForCosignatureV1(fields[2])
			if err != nil {
				return nil, nil, err
			}
			parts := strings.SplitN(fields[2], "+", 3)
			if parts[1] != fmt.Sprintf("%08x", verifier.KeyHash()) || seen[parts[2]] {
				return nil, nil, errors.New("a witness key with a false id, or one that stands twice")
			}
			seen[parts[2]] = true
			witnesses = append(witnesses, verifier)
		}
	}
	if logKey == nil {
		return nil, nil, errors.New("no log key")
	}
	return logKey, witnesses, nil
}

// inOneForm refuses lines under unknown keys and base64 with spare bits, which x/mod accepts.
func inOneForm(opened *note.Note, bytesRead []byte) error {
	if len(opened.UnverifiedSigs) > 0 {
		return errors.New("a line under an unknown key")
	}
	again := opened.Text + "\n"
	for _, sig := range opened.Sigs {
		raw, err := base64.StdEncoding.Strict().DecodeString(sig.Base64)
		if err != nil {
			return err
		}
		again += "\u2014 " + sig.Name + " " + base64.StdEncoding.EncodeToString(raw) + "\n"
	}
	if again != string(bytesRead) {
		return errors.New("the note is not in its one form")
	}
	return nil
}
