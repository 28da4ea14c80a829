package org.tune4j.tuner.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Utf8;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.report.TrialFolder;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Reads what trials have printed from the files {@code stdout} and {@code stderr} of their folders.
 * A query's name is looked up among the sweeps that there are and is never used as a path.
 * Thread-safe.
 *
 * @param results the results folder
 */
public record LogFiles(Path results) {
  /** The most bytes of one page. */
  public static final int MAX_PAGE = 512 * 1024;

  private static final int LONGEST_CHARACTER = 4;
  private static final String NUMBER = "[0-9]{5,9}";

  /**
   * One page of output.
   *
   * @param sweeps the names of all sweeps of the folder
   * @param isOver whether a sweep does not run
   * @throws InvalidInputException when there is no such sweep or trial
   */
  public LogPage read(LogQuery query, Collection<String> sweeps, Predicate<String> isOver) {
    String sweep = sweepOf(query.name(), sweeps);
    boolean over = isOver.test(sweep); // asked first: what was printed before that is then read
    List<LogPiece> pieces = new ArrayList<>();
    long left = MAX_PAGE;
    try {
      for (String trial : trials(query.name(), sweep)) {
        Path file = TrialFolder.of(results, trial).resolve(query.stream());
        LogPiece piece = piece(trial, file, query.from(trial), left, over);
        if (piece != null) {
          pieces.add(piece);
          left -= piece.next() - Math.min(query.from(trial), piece.next());
        }
        if (left < LONGEST_CHARACTER) {
          return new LogPage(pieces, true, over);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the output of " + query.name() + " cannot be read", e);
    }
    return new LogPage(pieces, false, over);
  }

  private static String sweepOf(String name, Collection<String> sweeps) {
    if (sweeps.contains(name)) {
      return name;
    }
    int end = name.lastIndexOf('_');
    String sweep = name.substring(0, Math.max(0, end));
    if (sweeps.contains(sweep) && name.substring(end + 1).matches(NUMBER)) {
      return sweep;
    }
    throw new InvalidInputException(
        new Problem(
            "there is no sweep or trial " + Problems.show(name),
            null,
            Problems.useNearest(name, sweeps)));
  }

  private List<String> trials(String name, String sweep) throws IOException {
    if (name.equals(sweep)) {
      return trialsOf(sweep);
    }
    if (!Files.isDirectory(TrialFolder.of(results, name))) {
      throw new InvalidInputException(
          new Problem(
              "sweep " + sweep + " has no trial " + name + " that has begun",
              null,
              "look at `tune show " + sweep + "`"));
    }
    return List.of(name);
  }

  private List<String> trialsOf(String sweep) throws IOException {
    Path folder = TrialFolder.of(results, Trial.id(sweep, 0)).getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .map(path -> path.getFileName().toString())
          .filter(number -> number.matches(NUMBER))
          .map(number -> Trial.id(sweep, Integer.parseInt(number)))
          .sorted(Comparator.comparingInt(String::length).thenComparing(id -> id))
          .toList();
    }
  }

  /** What comes at that byte; {@code null} when nothing does. */
  private static @Nullable LogPiece piece(
      String trial, Path file, long wanted, long limit, boolean over) throws IOException {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long from = wanted <= in.size() ? wanted : 0; // it was begun anew
      ByteBuffer taken = ByteBuffer.allocate((int) Math.min(limit, in.size() - from));
      in.position(from);
      while (taken.hasRemaining() && in.read(taken) >= 0) {}
      byte[] bytes = Arrays.copyOf(taken.array(), taken.position());
      int whole = Utf8.wholeCharacters(bytes);
      int length = whole == 0 && over ? bytes.length : whole;
      return length == 0
          ? null
          : new LogPiece(
              trial, new String(bytes, 0, length, StandardCharsets.UTF_8), from + length);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
