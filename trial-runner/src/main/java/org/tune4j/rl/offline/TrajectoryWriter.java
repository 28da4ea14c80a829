package org.tune4j.rl.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.space.Seeds;

/**
 * Records what one worker lived through: a line for each trajectory, in files that begin anew when
 * they are large. It never writes to a file that was there before, so what an attempt that was
 * killed left of a line stays the last of its file. Not thread-safe.
 */
public final class TrajectoryWriter implements AutoCloseable {
  private final Path folder;
  private final String name;
  private final long mostBytes;
  private final TrajectoryLine lines;
  private @Nullable OutputStream out;
  private long written;
  private int files;

  /**
   * Where a trial's data goes.
   *
   * @param folder made when it is missing
   * @param trial what the names of its files begin with, after {@code output-}
   * @param mostBytes a file that has grown to so many bytes makes way for another
   */
  public record Output(Path folder, String trial, long mostBytes) {}

  /**
   * @param worker which of the trial's workers
   * @param distribution what the policy's outputs mean; {@code null} when actions are not drawn
   *     from it, so that nobody knows how likely they were
   * @param seed the trial's; numbers of episodes derive from it
   */
  public TrajectoryWriter(
      Output output, int worker, @Nullable Distribution distribution, long seed) {
    folder = output.folder;
    String trial = output.trial.replaceAll("[^A-Za-z0-9._-]", "_");
    name = "output-" + trial + "_worker-" + worker + "_";
    mostBytes = output.mostBytes;
    lines = new TrajectoryLine(distribution, trajectory -> episode(seed, trajectory));
  }

  /** Appends these trajectories; those without a step have nothing to tell. */
  public void write(List<Trajectory> trajectories) {
    try {
      for (Trajectory trajectory : trajectories) {
        if (trajectory.length() > 0) {
          write((lines.of(trajectory) + "\n").getBytes(UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("output: " + folder + ": cannot be written: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      closeFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One call of the operating system for each line, lest a reader sees half of one for long. */
  private void write(byte[] line) throws IOException {
    OutputStream stream = out != null && written < mostBytes ? out : next();
    stream.write(line);
    written += line.length;
  }

  private OutputStream next() throws IOException {
    closeFile();
    Files.createDirectories(folder);
    while (true) {
      Path file = folder.resolve(name + files++ + ".json");
      try {
        OutputStream opened =
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = opened;
        written = 0;
        return opened;
      } catch (FileAlreadyExistsException e) {
        // another sweep's trial of that name; its data stays
      }
    }
  }

  private void closeFile() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  private static long episode(long seed, Trajectory trajectory) {
    long number = ((long) trajectory.environment() << 40) + trajectory.episode();
    return Seeds.derive(seed, "recorded episode", number);
  }
}
