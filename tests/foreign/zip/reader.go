// Has Go's archive/zip read every file of a folder; prints one JSON line for each: what readers.ts says.
package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func read(path string) ([][2]string, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	files := [][2]string{}
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		content, err := file.Open()
		if err != nil {
			return nil, err
		}
		digest := sha256.New()
		_, err = io.Copy(digest, content)
		content.Close()
		if err != nil {
			return nil, err
		}
		files = append(files, [2]string{file.Name, hex.EncodeToString(digest.Sum(nil))})
	}
	return files, nil
}

func main() {
	entries, err := os.ReadDir(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		var line struct {
			Zip   string      `json:"zip"`
			Files [][2]string `json:"files"`
		}
		line.Zip = entry.Name()
		if files, err := read(filepath.Join(os.Args[1], entry.Name())); err == nil {
			line.Files = files
		}
		text, err := json.Marshal(line)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}
