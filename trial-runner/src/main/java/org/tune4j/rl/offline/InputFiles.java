package org.tune4j.rl.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that {@code input} names: a file, a folder, or a glob. */
final class InputFiles {
  private static final PathMatcher JSON =
      FileSystems.getDefault().getPathMatcher("glob:*.{json,jsonl}");

  private InputFiles() {}

  /**
   * Files by their names, in the order of their paths.
   *
   * @throws org.tune4j.yaml.InvalidInputException when a name stands for no file
   */
  static List<Path> find(List<String> names) {
    List<Path> all = new ArrayList<>();
    for (String name : names) {
      List<Path> found = find(home(name.startsWith("file://") ? name.substring(7) : name));
      if (found.isEmpty()) {
        throw InputProblem.of(
            name + ": there is no such file, nor a folder or a glob with files in it",
            "give the path from the folder that tune runs in ("
                + Path.of("").toAbsolutePath()
                + "), or the whole path");
      }
      all.addAll(found);
    }
    return all.stream().distinct().sorted().toList();
  }

  private static List<Path> find(String name) {
    Path path = Path.of(name);
    try {
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.list(path)) {
          return files.filter(file -> JSON.matches(file.getFileName())).toList();
        }
      }
      return Files.exists(path) ? List.of(path) : glob(name);
    } catch (IOException e) {
      throw new UncheckedIOException("input: " + name + ": cannot be read: " + e, e);
    }
  }

  /** Walks from the last folder without a wildcard. */
  private static List<Path> glob(String name) throws IOException {
    int wildcard = name.replaceAll("[*?\\[{].*", "").length();
    if (wildcard == name.length()) {
      return List.of();
    }
    int end = name.lastIndexOf('/', wildcard);
    Path root = Path.of(end < 0 ? "" : name.substring(0, end + 1));
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(matcher::matches).filter(Files::isRegularFile).toList();
    }
  }

  private static String home(String name) {
    return name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
  }
}
