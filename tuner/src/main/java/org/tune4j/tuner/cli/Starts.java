package org.tune4j.tuner.cli;

import java.nio.file.Path;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.control.Serving;
import org.tune4j.tuner.control.Working;
import org.tune4j.tuner.grid.MemberOffers;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * How what runs for long is started; tests start other things.
 *
 * @param opening for {@code run} and {@code resume}
 * @param serving for {@code server}
 * @param working for {@code worker}
 */
record Starts(Opening opening, Serving serving, Working working) {
  static final Starts USUAL =
      new Starts(
          Starts::alone,
          settings -> {
            throw notYet("server");
          },
          settings -> {
            throw notYet("worker");
          });

  private static Tuner alone(Path results, Opening.Member member, TrainableRegistry trainables) {
    if (!member.grid().join().isEmpty()) {
      throw notYet("run --join");
    }
    return Tuner.open(results, MemberOffers.detect(member.offer()).total(), trainables);
  }

  private static InvalidInputException notYet(String what) {
    return new InvalidInputException(
        new Problem("tune " + what + ": this version does not have it yet", null, null));
  }
}
