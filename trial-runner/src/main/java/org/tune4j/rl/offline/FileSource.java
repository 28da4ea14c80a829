package org.tune4j.rl.offline;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Goes through files again and again, each time in another order, and gives out what each line has.
 * Its position is part of a checkpoint, not what the files hold. Not thread-safe.
 */
final class FileSource implements Source {
  private final LineParser parser;
  private final SavedRandom random;
  private final Deque<Recorded> pending = new ArrayDeque<>();
  private List<Path> order;
  private int next;
  private @Nullable LineFile open;
  private long lineOffset;
  private long lineNumber;
  private int taken;
  private boolean found = true;

  /**
   * @param files at least one
   * @param random the order of files comes from it
   */
  FileSource(List<Path> files, RowFormat format, SavedRandom random) {
    this.random = random;
    parser = new LineParser(format);
    order = List.copyOf(files);
    next = files.size();
  }

  @Override
  public Recorded next() {
    while (pending.isEmpty()) {
      readLine();
    }
    taken++;
    found = true;
    return pending.remove();
  }

  private void readLine() {
    LineFile file = open != null ? open : nextFile();
    lineOffset = file.offset();
    lineNumber = file.line();
    taken = 0;
    LineFile.Line line = file.next();
    if (line == null || (!line.ended() && !LineParser.isWhole(line.text()))) {
      close();
    } else if (!line.text().isBlank()) {
      pending.addAll(parser.parse(line.text(), file.file() + ":" + line.number()));
    }
  }

  private LineFile nextFile() {
    if (next == order.size()) {
      if (!found) {
        throw InputProblem.of(
            "there is no step in " + order, "nothing was recorded there, or not a whole line yet");
      }
      shuffle();
      next = 0;
      found = false;
    }
    LineFile file = new LineFile(order.get(next++), 0, 0);
    open = file;
    return file;
  }

  private void shuffle() {
    List<Path> shuffled = new ArrayList<>(order);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Path held = shuffled.get(i);
      shuffled.set(i, shuffled.get(j));
      shuffled.set(j, held);
    }
    order = shuffled;
  }

  @Override
  public void save(StateWriter out) {
    random.save(out, "input_random");
    out.put("input_files", order.size());
    order.forEach(file -> out.put("input_file", file.toString()));
    out.put("input_next", next);
    out.put("input_open", open != null);
    out.put("input_offset", lineOffset);
    out.put("input_line", lineNumber);
    out.put("input_taken", taken);
    out.put("input_found", found);
  }

  @Override
  public void restore(StateReader in) {
    close();
    pending.clear();
    random.restore(in, "input_random");
    List<Path> saved = new ArrayList<>();
    for (int left = in.getInt("input_files"); left > 0; left--) {
      saved.add(Path.of(in.getString("input_file")));
    }
    order = saved;
    next = in.getInt("input_next");
    boolean wasOpen = in.getBoolean("input_open");
    long offset = in.getLong("input_offset");
    long line = in.getLong("input_line");
    int takenThen = in.getInt("input_taken");
    found = in.getBoolean("input_found");
    if (wasOpen) {
      open = new LineFile(order.get(next - 1), offset, line);
      readLine();
      for (int i = 0; i < takenThen; i++) {
        pending.remove();
      }
      taken = takenThen;
    }
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
