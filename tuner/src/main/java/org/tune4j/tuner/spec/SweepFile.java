package org.tune4j.tuner.spec;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;
import org.tune4j.yaml.YamlWriter;

/** Reads sweep files: each key at the top is the name of a sweep. */
public final class SweepFile {
  private SweepFile() {}

  /**
   * The sweeps of a file.
   *
   * @param trainables what may be named in {@code run}
   * @throws InvalidInputException with all problems of the file
   */
  public static List<Sweep> read(Path file, TrainableRegistry trainables) {
    Problems problems = new Problems();
    Node.Mapping root = YamlReader.read(text(file), file.toString(), problems);
    Path folder = file.toAbsolutePath().resolveSibling("");
    return sweeps(new PolicyFiles(folder, problems).inlined(root), trainables, problems);
  }

  /**
   * The sweeps of a text.
   *
   * @param file what problems call the text
   * @throws InvalidInputException with all problems of the text
   */
  public static List<Sweep> parse(String text, String file, TrainableRegistry trainables) {
    Problems problems = new Problems();
    return sweeps(YamlReader.read(text, file, problems), trainables, problems);
  }

  private static List<Sweep> sweeps(
      Node.Mapping root, TrainableRegistry trainables, Problems problems) {
    List<Sweep> sweeps = new ArrayList<>();
    for (Map.Entry<String, Node.Entry> entry : root.entries().entrySet()) {
      Sweep sweep = SweepReader.read(entry.getKey(), entry.getValue(), trainables, problems);
      if (sweep != null) {
        sweeps.add(sweep);
      }
    }
    if (problems.isEmpty() && sweeps.isEmpty()) {
      problems.add(
          root.place(),
          "sweep file: there is no sweep in it",
          "write a name, such as my-sweep:, and indent the keys of the sweep below it");
    }
    problems.throwIfAny();
    return sweeps;
  }

  /**
   * A sweep with another scheduler.
   *
   * @param scheduler as a file says it after {@code scheduler:}
   * @throws InvalidInputException with all that is wrong with it
   */
  public static Sweep withScheduler(Sweep sweep, String scheduler, TrainableRegistry trainables) {
    Problems problems = new Problems();
    Node.Mapping said = YamlReader.read("scheduler: " + scheduler, "--scheduler", problems);
    Node.Mapping all = YamlReader.read(sweep.yaml(), "sweep", problems);
    problems.throwIfAny();
    Map<String, @Nullable Object> keys =
        all.get(sweep.name()) instanceof Node.Mapping own ? Plain.map(own) : new LinkedHashMap<>();
    keys.putAll(Plain.map(said));
    try {
      return parse(YamlWriter.write(Map.of(sweep.name(), keys)), "sweep", trainables)
          .getFirst()
          .withSeed(sweep.search().seed());
    } catch (InvalidInputException e) { // of no place in any file
      throw new InvalidInputException(
          e.problems().stream().map(p -> new Problem(p.message(), null, p.maybe())).toList());
    }
  }

  /**
   * What stands in a file.
   *
   * @throws InvalidInputException when it cannot be read as text
   */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (MalformedInputException e) {
      throw unreadable(file, "it is no text in UTF-8");
    } catch (IOException | OutOfMemoryError e) {
      throw unreadable(file, Files.isDirectory(file) ? "it is a folder" : String.valueOf(e));
    }
  }

  private static InvalidInputException unreadable(Path file, String why) {
    return new InvalidInputException(new Problem("sweep file " + file + ": " + why, null, null));
  }
}
