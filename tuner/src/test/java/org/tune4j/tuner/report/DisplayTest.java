package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.TrialStatus;

final class DisplayTest {
  private final AtomicLong now = new AtomicLong(5);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aTableIsRedrawnInPlaceOncePerSecondAndAtTheEnd() {
    LiveTable table = new LiveTable(out, new Terminal(true, 100, 50), now::get);
    table.update(Views.view(1, List.of()));
    String first = shown();
    assertThat(first).startsWith("\u001b[J").contains("running (1.0 s)");
    int lines = (int) first.lines().count();
    pass(0.9);
    table.update(Views.view(2, List.of()));
    assertThat(shown()).isEmpty();
    pass(0.2);
    table.update(Views.view(3, List.of()));
    assertThat(shown()).startsWith("\u001b[" + lines + "A\r\u001b[J").contains("(3.0 s)");
    table.update(Views.view(4, List.of()));
    table.close();
    assertThat(shown()).contains("(4.0 s)");
    table.update(Views.view(5, List.of()));
    table.close();
    assertThat(shown()).isEmpty();
  }

  @Test
  void whatIsSaidStaysAboveTheTable() {
    LiveTable table = new LiveTable(out, new Terminal(true, 100, 50), now::get);
    table.update(Views.view(1, List.of()));
    table.say("saving the state");
    pass(2);
    table.update(Views.view(3, List.of()));
    String[] drawings = shown().split("\u001b\\[J");
    assertThat(drawings).hasSizeGreaterThan(3);
    assertThat(drawings[drawings.length - 1]).startsWith("saving the state");
  }

  @Test
  void aTableNeverOutgrowsTheScreen() {
    LiveTable table = new LiveTable(out, new Terminal(true, 80, 24), now::get);
    table.update(Views.many());
    assertThat(shown().lines()).hasSizeLessThan(24).allMatch(line -> line.length() < 83);
  }

  @Test
  void linesComeEveryFiveSecondsAndWhenATrialEnded() throws IOException {
    PlainLines lines = new PlainLines(out, now::get);
    lines.update(Views.view(0.1, List.of(Views.row(0, TrialStatus.RUNNING, null, null))));
    pass(1);
    lines.update(Views.view(1.1, List.of(Views.row(0, TrialStatus.RUNNING, 3.0, null))));
    pass(1);
    lines.update(Views.view(2.1, List.of(Views.row(0, TrialStatus.TERMINATED, 9.5, "done"))));
    lines.update(Views.mixed());
    pass(3.5);
    lines.update(Views.mixed());
    lines.close();
    Golden.assertMatches("lines.txt", shown());
  }

  @Test
  void nothingIsSaidTwice() {
    PlainLines lines = new PlainLines(out, now::get);
    lines.update(Views.view(1, List.of()));
    lines.update(Views.view(1, List.of()));
    lines.close();
    assertThat(shown().lines()).hasSize(1);
  }

  @Test
  void aFloodOfTrialsIsSummedUp() {
    PlainLines lines = new PlainLines(out, now::get);
    List<SweepView.Row> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(Views.row(i, TrialStatus.TERMINATED, 1.0, null));
      lines.update(Views.view(1, rows));
    }
    lines.close();
    assertThat(shown().lines())
        .hasSize(23)
        .contains("cartpole: … and 480 more ended")
        .last()
        .asString()
        .contains("500 TERMINATED");
  }

  @Test
  void oneTrialPerSecondGetsItsLineForEver() {
    PlainLines lines = new PlainLines(out, now::get);
    List<SweepView.Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(Views.row(i, TrialStatus.TERMINATED, 1.0, null));
      lines.update(Views.view(i, rows));
      pass(1);
    }
    lines.close();
    assertThat(shown().lines().filter(line -> line.contains("TERMINATED after"))).hasSize(100);
  }

  @Test
  void whatEndedUnseenIsCounted() {
    PlainLines lines = new PlainLines(out, now::get);
    List<SweepView.Row> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(Views.row(i, TrialStatus.TERMINATED, 1.0, null));
    }
    lines.update(Views.view(1, rows));
    lines.close();
    assertThat(shown()).containsOnlyOnce("… and 10 more ended");
  }

  @Test
  void linesHoldNoEscapeCodes() {
    PlainLines lines = new PlainLines(out, now::get);
    lines.update(Views.view(1, List.of(Views.row(0, TrialStatus.ERROR, null, "\u001b[31mred"))));
    assertThat(shown()).contains("red").doesNotContain("\u001b");
  }

  @Test
  void theWidthComesFromTheEnvironmentOrTheTerminal() {
    assertThat(Terminal.of(Map.of(), "50 133\n")).isEqualTo(new Terminal(true, 133, 50));
    assertThat(Terminal.of(Map.of("COLUMNS", "90"), "50 133"))
        .isEqualTo(new Terminal(true, 90, 50));
    assertThat(Terminal.of(Map.of("COLUMNS", "wide"), null))
        .isEqualTo(new Terminal(false, Terminal.WIDTH, Terminal.HEIGHT));
    assertThat(Terminal.of(Map.of(), "0 0")).isEqualTo(new Terminal(true, 120, 40));
  }

  private void pass(double seconds) {
    now.addAndGet((long) (seconds * 1e9));
  }

  private String shown() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }
}
