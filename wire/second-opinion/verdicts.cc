// What the C++ verifier, generated from the same schema by another compiler, says to each message
// of a folder and to each of its one-byte changes: one bit each, alignment checks off.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "message_generated.h"

namespace {

bool accepts(const std::vector<uint8_t> &message) {
  flatbuffers::Verifier verifier(message.data(), message.size(), 64, 1000000, false);
  return dev::starling::wire::schema::VerifyMessageBuffer(verifier);
}

std::vector<uint8_t> read(const std::filesystem::path &file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: verdicts FOLDER OUT\n");
    return 2;
  }
  std::vector<std::filesystem::path> files;
  for (const auto &entry : std::filesystem::directory_iterator(argv[1])) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::ofstream out(argv[2], std::ios::binary);
  for (const auto &file : files) {
    std::vector<uint8_t> message = read(file);
    for (size_t at = 0; at < message.size(); at++) {
      const uint8_t original = message[at];
      for (int from = 0; from < 256; from += 8) {
        int bits = 0;
        for (int value = from; value < from + 8; value++) {
          message[at] = static_cast<uint8_t>(value);
          bits |= accepts(message) ? 1 << (value - from) : 0;
        }
        out.put(static_cast<char>(bits));
      }
      message[at] = original;
    }
  }
  return out.flush() ? 0 : 1;
}
