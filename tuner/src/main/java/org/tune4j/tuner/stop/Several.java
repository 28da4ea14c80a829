package org.tune4j.tuner.stop;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/** Several rules that watch the same sweep: each hears of everything. */
final class Several implements SweepWatch {
  private final List<SweepWatch> watches;
  private final Function<List<SweepWatch>, @Nullable String> judge;

  Several(List<SweepStopRule> rules, Function<List<SweepWatch>, @Nullable String> judge) {
    this.watches = rules.stream().map(SweepStopRule::watch).toList();
    this.judge = judge;
  }

  @Override
  public void onResult(Trial trial, Result result, Effort spent) {
    watches.forEach(watch -> watch.onResult(trial, result, spent));
  }

  @Override
  public void onRestarted(Trial trial, int after) {
    watches.forEach(watch -> watch.onRestarted(trial, after));
  }

  @Override
  public void onEnded(Trial trial) {
    watches.forEach(watch -> watch.onEnded(trial));
  }

  @Override
  public @Nullable String reason() {
    return judge.apply(watches);
  }
}
