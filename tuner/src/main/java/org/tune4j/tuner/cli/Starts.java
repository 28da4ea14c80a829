package org.tune4j.tuner.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Server;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.TunerSettings;
import org.tune4j.tuner.Worker;
import org.tune4j.tuner.control.Serving;
import org.tune4j.tuner.control.Working;
import org.tune4j.tuner.grid.GridProbe;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.MemberOffers;
import org.tune4j.tuner.place.Offer;
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
  static final Starts USUAL = new Starts(Starts::open, Server::start, Worker::start);

  private static Tuner open(Path results, Opening.Member member, TrainableRegistry trainables) {
    GridSettings grid = member.grid();
    if (grid.join().isEmpty() && grid.isLoopback()) {
      Offer offer = MemberOffers.detect(member.offer());
      return Tuner.open(
          results, new TunerSettings(offer, trainables, null, TunerSettings.PAUSE_GRACE));
    }
    // Who has another secret is told so, and does not wait for ever.
    Optional<Problem> nobody = grid.join().isEmpty() ? Optional.empty() : GridProbe.ask(grid);
    if (nobody.isPresent()) {
      throw new InvalidInputException(nobody.get());
    }
    Offer offer =
        member.offer().saysNothing()
            ? Offer.of(Resources.NOTHING) // who joins a grid wants its members to work
            : MemberOffers.detect(member.offer());
    return Tuner.open(
        results, new TunerSettings(offer, trainables, grid, TunerSettings.PAUSE_GRACE));
  }
}
