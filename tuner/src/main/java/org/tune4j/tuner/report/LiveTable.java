package org.tune4j.tuner.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The status tables of all sweeps, redrawn in place at most once per second. */
final class LiveTable implements Display {
  private static final long MIN_PAUSE_NANOS = 1_000_000_000L;
  private static final int LINES_BESIDE_ROWS = 9;
  private static final String ESC = "\u001b[";

  private final PrintStream out;
  private final Terminal terminal;
  private final LongSupplier nanos;
  private final Map<String, SweepView> views = new LinkedHashMap<>();
  private final List<String> said = new ArrayList<>();
  private long lastDrawn;
  private int height;
  private boolean drawn;
  private boolean closed;

  LiveTable(PrintStream out, Terminal terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  @Override
  public synchronized void update(SweepView view) {
    views.put(view.sweep(), view);
    if (!closed && (!drawn || nanos.getAsLong() - lastDrawn >= MIN_PAUSE_NANOS)) {
      draw();
    }
  }

  @Override
  public synchronized void say(String line) {
    said.add(Texts.cut(line, terminal.width() - 1));
    draw();
  }

  @Override
  public synchronized void close() {
    if (!closed && !views.isEmpty()) {
      draw();
    }
    closed = true;
  }

  private void draw() {
    List<String> lines = lines();
    StringBuilder text = new StringBuilder();
    if (height > 0) {
      text.append(ESC).append(height).append("A\r"); // up to the first line of the last drawing
    }
    text.append(ESC).append('J'); // clears all below
    lines.forEach(line -> text.append(line).append('\n'));
    out.print(text);
    out.flush();
    height = lines.size();
    lastDrawn = nanos.getAsLong();
    drawn = true;
  }

  /** No more than fit on the screen: what has scrolled away cannot be drawn over. */
  private List<String> lines() {
    int room = (terminal.height() - said.size()) / Math.max(1, views.size()) - LINES_BESIDE_ROWS;
    int maxRows = Math.clamp(room, 1, StatusTable.MAX_ROWS);
    List<String> lines = new ArrayList<>(said);
    for (SweepView view : views.values()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(StatusTable.render(view, terminal.width() - 1, maxRows));
    }
    return lines.size() < terminal.height() ? lines : lines.subList(0, terminal.height() - 1);
  }
}
