package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.trial.Resources;

final class StatusTableTest {
  @Test
  void showsAllKindsOfTrials() throws IOException {
    Golden.assertMatches("table-120.txt", render(Views.mixed(), 120));
  }

  @Test
  void fitsANarrowTerminal() throws IOException {
    Golden.assertMatches("table-60.txt", render(Views.mixed(), 60));
  }

  @Test
  void picksTheTrialsThatMatter() throws IOException {
    Golden.assertMatches("table-many.txt", render(Views.many(), 100));
  }

  @Test
  void beginsWithNothing() throws IOException {
    SweepView empty =
        new SweepView(
            "new",
            "starting",
            null,
            Map.of(),
            null,
            new Resources(0, 0),
            new Resources(2, 0),
            0.42,
            0,
            1L << 30,
            null,
            List.of(),
            List.of(),
            null);
    Golden.assertMatches("table-empty.txt", render(empty, 80));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 33, 47, 80, 90, 200})
  void noLineIsLongerThanTheWidth(int width) {
    assertThat(StatusTable.render(Views.mixed(), width)).allMatch(line -> line.length() <= width);
    assertThat(StatusTable.render(Views.many(), width)).allMatch(line -> line.length() <= width);
  }

  @Test
  void anObjectiveToMinimiseListsTheLeastFirst() {
    SweepView view = Views.mixed();
    SweepView min =
        new SweepView(
            view.sweep(),
            view.status(),
            new org.tune4j.trial.Objective("loss", org.tune4j.trial.Objective.Mode.MIN),
            view.counts(),
            view.total(),
            view.used(),
            view.offered(),
            view.elapsedS(),
            0,
            0,
            view.best(),
            view.params(),
            view.rows(),
            null);
    assertThat(numbers(view)).endsWith(1, 0);
    assertThat(numbers(min)).endsWith(0, 1);
  }

  @Test
  void manyFailuresLeaveRoomForTheBest() {
    List<SweepView.Row> rows = new java.util.ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(Views.row(i, org.tune4j.trial.TrialStatus.ERROR, null, "boom"));
    }
    rows.add(Views.row(30, org.tune4j.trial.TrialStatus.TERMINATED, 1.0, "done"));
    assertThat(numbers(Views.view(1, rows))).containsExactly(29, 28, 27, 26, 25, 24, 23, 22, 30);
  }

  @Test
  void eachObjectiveHasItsColumn() {
    SweepView.Row one = Views.row(0, org.tune4j.trial.TrialStatus.RUNNING, 0.5, null);
    SweepView.Row two =
        new SweepView.Row(
            0,
            one.trialId(),
            one.status(),
            one.member(),
            one.iteration(),
            one.timeTotalS(),
            one.timesteps(),
            one.value(),
            one.config(),
            null,
            Map.of("episode_reward_mean", 0.5, "latency_ms", 12.25));
    SweepView view = Views.view(1, List.of(two));
    SweepView several =
        new SweepView(
            view.sweep(),
            view.status(),
            view.objective(),
            view.counts(),
            view.total(),
            view.used(),
            view.offered(),
            view.elapsedS(),
            0,
            0,
            null,
            view.params(),
            view.rows(),
            null,
            List.of(
                new org.tune4j.trial.Objective("latency_ms", org.tune4j.trial.Objective.Mode.MIN)));
    assertThat(render(several, 120))
        .containsPattern("episode_reward_mean +latency_ms *\n")
        .containsPattern("0\\.5 +12\\.25 *\n");
    assertThat(render(view, 120)).doesNotContain("latency_ms");
  }

  private static List<Integer> numbers(SweepView view) {
    return StatusTable.pick(view, 20).stream().map(SweepView.Row::number).toList();
  }

  private static String render(SweepView view, int width) {
    return String.join("\n", StatusTable.render(view, width)) + "\n";
  }
}
