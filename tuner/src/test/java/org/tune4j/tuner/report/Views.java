package org.tune4j.tuner.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.report.SweepView.Row;

/** Views for tests. */
final class Views {
  static final Objective REWARD = new Objective("episode_reward_mean", Objective.Mode.MAX);

  private Views() {}

  static Row row(int number, TrialStatus status, @Nullable Double value, @Nullable String note) {
    boolean started = status != TrialStatus.PENDING;
    return new Row(
        number,
        Trial.id("cartpole", number),
        status,
        started ? "127.0.0.1:570" + (1 + number % 4 / 3) : null,
        started ? 12 + number : 0,
        started ? 63.4 + 1000 * number : 0,
        started ? 12_000L + 100_000L * number : 0,
        value,
        config(number),
        note);
  }

  static Config config(int number) {
    return Config.of(
        Map.of("lr", Math.pow(10, -number % 5), "model", Map.of("fcnet_hiddens", List.of(64, 64))));
  }

  static SweepView view(double elapsedS, List<Row> rows) {
    EnumMap<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
    rows.forEach(row -> counts.merge(row.status(), 1, Integer::sum));
    return new SweepView(
        "cartpole",
        "running",
        REWARD,
        counts,
        40L,
        new Resources(2, 0.5),
        new Resources(4, 1),
        elapsedS,
        300L << 20,
        4L << 30,
        new SweepView.Best("cartpole_00001", 183.2512345, 9, config(1)),
        List.of("lr", "model.fcnet_hiddens"),
        rows,
        null);
  }

  /** All kinds of trials. */
  static SweepView mixed() {
    return view(
        83,
        List.of(
            row(0, TrialStatus.TERMINATED, 20.5, "episode_reward_mean >= 20"),
            row(1, TrialStatus.TERMINATED, 183.2512345, "done"),
            row(2, TrialStatus.ERROR, null, "step: java.lang.IllegalStateException: boom\n  at x"),
            row(3, TrialStatus.RUNNING, 21.0, null),
            row(4, TrialStatus.RUNNING, null, null),
            row(5, TrialStatus.PAUSED, 3.0, "rung 1 is full"),
            row(6, TrialStatus.PENDING, null, "waits for 1 CPU of 4 in use")));
  }

  static SweepView many() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      TrialStatus status =
          i % 10 < 3 ? TrialStatus.RUNNING : i < 20 ? TrialStatus.TERMINATED : TrialStatus.PENDING;
      rows.add(row(i, status, status == TrialStatus.PENDING ? null : 10.0 * i, null));
    }
    return view(7500, rows);
  }
}
