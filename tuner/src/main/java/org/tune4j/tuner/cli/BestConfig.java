package org.tune4j.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.space.Config;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Trial;

/** The config with which a trial came to its best value: it may have gone on with another. */
final class BestConfig {
  private BestConfig() {}

  /** A config for people, a key a line. */
  static List<String> lines(Config config) {
    return config.leaves().entrySet().stream()
        .map(leaf -> "  " + leaf.getKey() + ": " + Numbers.show(leaf.getValue()))
        .toList();
  }

  static Config of(ResultsReader reader, SweepRow sweep, Trial trial) {
    List<Exploit> exploits = new ArrayList<>();
    reader.forEachExploit(
        sweep,
        exploit -> {
          if (exploit.trialId().equals(trial.id())) {
            exploits.add(exploit);
          }
        });
    Integer best = trial.bestIteration();
    if (exploits.isEmpty() || best == null) {
      return trial.config();
    }
    int[] attempt = {trial.attempts()};
    reader.forEachResult(
        sweep,
        trial.id(),
        result -> {
          if (result.trainingIteration() == best) {
            attempt[0] = result.attempt();
          }
        });
    return exploits.reversed().stream()
        .filter(exploit -> exploit.attempt() <= attempt[0])
        .findFirst()
        .map(Exploit::newConfig)
        .orElse(exploits.getFirst().oldConfig());
  }
}
