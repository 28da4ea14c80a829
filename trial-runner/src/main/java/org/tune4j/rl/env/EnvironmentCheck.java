package org.tune4j.rl.env;

import java.util.List;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;
import org.tune4j.yaml.Problem;

/**
 * Tells the author of an environment what is wrong with it, by playing some episodes at random.
 * Meant for a test: {@code assertThat(EnvironmentCheck.problems(new Corridor(config))).isEmpty()}.
 */
public final class EnvironmentCheck {
  private EnvironmentCheck() {}

  /**
   * Plays and returns what was noticed, nothing when all is well. Some problems hide others: mend
   * and check again. The environment is left somewhere in an episode.
   *
   * @param environment a new one; for a {@link SaveableEnvironment} and a {@link TaskEnvironment}
   *     what they promise is checked too
   */
  public static List<Problem> problems(Environment environment) {
    Findings findings = new Findings();
    try {
      spaces(environment, findings);
      Player player = new Player(environment);
      int before = findings.count();
      StepCheck.check(player, findings);
      if (findings.count() == before) {
        RepeatCheck.check(player, findings);
        PromiseCheck.check(player, findings);
      }
    } catch (Player.FailedException e) {
      findings.add(e.getMessage(), "look at what it does there");
    }
    return findings.all();
  }

  private static void spaces(Environment environment, Findings findings) {
    if (environment.stepLimit() < 1) {
      findings.add(
          "stepLimit: must be at least 1 (" + environment.stepLimit() + ")",
          "leave it out when there is none");
    }
    if (!environment.observationSpace().equals(environment.observationSpace())
        || !environment.actionSpace().equals(environment.actionSpace())) {
      findings.add("spaces: must always be the same", "make them once, in the constructor");
    }
    bounds(environment.actionSpace(), findings);
  }

  /** Actions without bounds cannot be drawn uniformly, scaled or clipped. */
  private static void bounds(Space actions, Findings findings) {
    switch (actions) {
      case Tuple tuple -> tuple.parts().forEach(part -> bounds(part, findings));
      case Dict dict -> dict.parts().values().forEach(part -> bounds(part, findings));
      case Box box -> {
        for (int i = 0; i < box.size(); i++) {
          if (!Float.isFinite(box.low(i)) || !Float.isFinite(box.high(i))) {
            findings.add(
                "action space: element %d of %s has no finite bounds (%s to %s)"
                    .formatted(i, box, box.low(i), box.high(i)),
                "use the bounds that the machine has, or -1 to 1, and scale in step");
            return;
          }
        }
      }
      default -> {}
    }
  }
}
