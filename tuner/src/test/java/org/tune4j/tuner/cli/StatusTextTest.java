package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.control.ControlJson;
import org.tune4j.tuner.control.GridView;
import org.tune4j.tuner.control.MemberView;
import org.tune4j.tuner.report.SweepView;

final class StatusTextTest {
  private static final int ANY_WIDTH = 1000;

  @Test
  void showsMembersSweepsAndWhatTrialsWaitFor() throws IOException {
    Golden.assertMatches("status.txt", StatusText.of(busy(), ANY_WIDTH));
  }

  @Test
  void fitsANarrowTerminal() throws IOException {
    Golden.assertMatches("status-60.txt", StatusText.of(busy(), 60));
  }

  @Test
  void beginsWithNothing() throws IOException {
    GridView idle =
        new GridView("127.0.0.1:5701", "0.1.0", List.of(plain("127.0.0.1:5701")), List.of());
    Golden.assertMatches("status-idle.txt", StatusText.of(idle, ANY_WIDTH));
  }

  @Test
  void manyThatWaitAreCounted() throws IOException {
    List<SweepView.Row> rows = new ArrayList<>();
    for (int i = 30; i >= 0; i--) {
      rows.add(row("many", i, TrialStatus.PENDING, "waits for 1 CPU: 0 of 4 are free"));
    }
    EnumMap<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
    counts.put(TrialStatus.PENDING, 5000);
    GridView grid =
        new GridView(
            "127.0.0.1:5701",
            "0.1.0",
            List.of(plain("127.0.0.1:5701")),
            List.of(sweep("many", null, counts, null, rows)));
    Golden.assertMatches("status-many.txt", StatusText.of(grid, ANY_WIDTH));
  }

  @Test
  void programsGetAllOfIt() throws IOException {
    Golden.assertMatches("status.json", ControlJson.forPrograms(busy()) + "\n");
  }

  @Test
  void whatTrialsSayCannotSteerTheTerminal() {
    GridView grid =
        new GridView(
            "127.0.0.1:5701",
            "0.1.0",
            List.of(plain("127.0.0.1:5701")),
            List.of(
                sweep(
                    "a",
                    "anna",
                    Map.of(TrialStatus.PAUSED, 1),
                    null,
                    List.of(row("a", 0, TrialStatus.PAUSED, "\u001b[2J\nbye")))));
    assertThat(StatusText.of(grid, ANY_WIDTH)).doesNotContain("\u001b");
  }

  private static GridView busy() {
    TreeMap<String, Double> licences = new TreeMap<>(Map.of("licence", 2.0));
    TreeMap<String, Double> oneLicence = new TreeMap<>(Map.of("licence", 1.0));
    MemberView gpus =
        new MemberView(
            "10.0.0.6:5701",
            "beta",
            new Resources(16, 2, 64L << 30, licences),
            new Resources(12.5, 0.5, 48L << 30, oneLicence),
            new TreeMap<>(Map.of("rack", "r1", "zone", "a")),
            List.of("0", "1"),
            2,
            Instant.parse("2026-11-21T09:07:30.123Z"));
    Config config =
        Config.of(Map.of("lr", 0.001, "model", Map.of("fcnet_hiddens", List.of(64, 64))));
    SweepView.Best best = new SweepView.Best("cartpole_00001", 183.2512345, 9, config);
    return new GridView(
        "10.0.0.5:5701",
        "0.1.0",
        List.of(plain("10.0.0.5:5701"), gpus),
        List.of(
            sweep(
                "cartpole",
                "anna",
                Map.of(TrialStatus.RUNNING, 2, TrialStatus.PENDING, 1, TrialStatus.PAUSED, 1),
                best,
                List.of(
                    row("cartpole", 3, TrialStatus.PAUSED, null),
                    row("cartpole", 2, TrialStatus.PENDING, "waits for 1 GPU: 0.5 of 2 are free"),
                    row("cartpole", 0, TrialStatus.RUNNING, null))),
            sweep("ended", "bert", Map.of(TrialStatus.TERMINATED, 8), null, List.of())));
  }

  private static MemberView plain(String name) {
    return new MemberView(
        name,
        "alpha",
        new Resources(4, 0),
        new Resources(3, 0),
        new TreeMap<>(),
        List.of(),
        1,
        Instant.parse("2026-11-21T09:00:00Z"));
  }

  private static SweepView sweep(
      String name,
      @Nullable String user,
      Map<TrialStatus, Integer> counts,
      SweepView.@Nullable Best best,
      List<SweepView.Row> rows) {
    return new SweepView(
        name,
        rows.isEmpty() ? "over" : "running",
        new Objective("episode_reward_mean", Objective.Mode.MAX),
        counts,
        rows.isEmpty() ? 8L : null,
        new Resources(2, 1),
        new Resources(20, 2),
        83,
        300L << 20,
        4L << 30,
        best,
        List.of("lr"),
        rows,
        user);
  }

  private static SweepView.Row row(
      String sweep, int number, TrialStatus status, @Nullable String note) {
    return new SweepView.Row(
        number,
        Trial.id(sweep, number),
        status,
        status == TrialStatus.RUNNING ? "10.0.0.6:5701" : null,
        number,
        1.5,
        100L * number,
        status == TrialStatus.RUNNING ? 20.5 : null,
        Config.of(Map.of("lr", 0.001)),
        note);
  }
}
