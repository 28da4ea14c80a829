package org.tune4j.tuner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.tuner.grid.MemberCard;
import org.tune4j.tuner.place.Offer;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What must hold before a sweep is taken on a shared grid: what its trials ask for is there, and
 * every member that offers something can run them.
 */
final class Admission {
  /** How long members have to show up and answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long POLL_MS = 50;

  private final Driving driving;

  Admission(Driving driving) {
    this.driving = driving;
  }

  /** What the grid knows of itself. */
  private record Picture(boolean complete, List<Offer> offers, Map<String, String> lacking) {}

  /**
   * Checks sweeps before any of them is recorded.
   *
   * @throws InvalidInputException with all that is wrong
   */
  void check(List<Sweep> sweeps) throws InterruptedException {
    List<String> trainables =
        sweeps.stream().flatMap(sweep -> sweep.trainables().stream()).distinct().toList();
    Picture picture = look(trainables);
    List<Problem> problems = new ArrayList<>();
    if (picture.offers.stream().allMatch(offer -> offer.total().isNothing())) {
      throw new InvalidInputException(
          new Problem(
              "grid: no member offers anything",
              null,
              "start some with: tune worker --join HOST:PORT"));
    }
    picture.lacking.forEach(
        (member, why) ->
            problems.add(
                new Problem(
                    "member " + member + " cannot run what the sweep asks for: " + why,
                    null,
                    "start it with the same class path as this one")));
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    sweeps.forEach(sweep -> sweep.refuseUnlessFits(picture.offers));
  }

  private Picture look(List<String> trainables) throws InterruptedException {
    driving.ask(driver -> driver.check(trainables));
    long until = System.nanoTime() + PATIENCE.toNanos();
    Picture picture = driving.call(driver -> picture(driver, trainables));
    while (!picture.complete && System.nanoTime() < until) {
      Thread.sleep(POLL_MS);
      driving.ask(driver -> driver.check(trainables)); // those that have shown up since
      picture = driving.call(driver -> picture(driver, trainables));
    }
    return picture;
  }

  private static Picture picture(Driver driver, List<String> trainables) {
    Members members = driver.members();
    Map<String, String> lacking = new HashMap<>();
    boolean complete = driver.hasHeardOfAll();
    for (String trainable : trainables) {
      lacking.putAll(members.lacking(trainable));
      complete &= members.unasked(trainable).isEmpty();
    }
    return new Picture(complete, members.all().stream().map(MemberCard::offer).toList(), lacking);
  }
}
