package org.tune4j.tuner.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.SweepResult;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.TunerSettings;
import org.tune4j.tuner.grid.GridMember;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;

/**
 * The main class of the processes that {@link Chaos} kills.
 *
 * <pre>
 * member NAME BIND PORT JOIN WORK       offers two GPUs
 * driver NAME BIND PORT JOIN RESULTS SWEEP-FILE|resume
 * </pre>
 */
public final class ChaosMember {
  /** All know it. */
  static final String SECRET = "chaos chaos chaos chaos";

  private ChaosMember() {}

  public static void main(String[] args) throws Exception {
    GridSettings grid =
        new GridSettings(
            "chaos",
            args[2],
            Integer.parseInt(args[3]),
            args[4].equals("nobody") ? List.of() : List.of(args[4]),
            Secret.of(SECRET, "chaos"),
            Duration.ofSeconds(8));
    if (args[0].equals("member")) {
      Offer offer = new Offer(new Resources(2, 2), List.of("0", "1"), new TreeMap<>());
      System.setProperty("chaos.machine", args[1]);
      GridMember.start(
          grid,
          "dev",
          new GridMember.MemberSettings(offer, TrainableRegistry.load(), Path.of(args[5]), 600));
      Thread.sleep(Long.MAX_VALUE);
    }
    drive(grid, Path.of(args[5]), args[6]);
  }

  private static void drive(GridSettings grid, Path results, String what) throws Exception {
    TrainableRegistry trainables = TrainableRegistry.load();
    TunerSettings settings =
        new TunerSettings(Offer.of(Resources.NOTHING), trainables, grid, Duration.ofSeconds(10));
    try (Tuner tuner = Tuner.open(results, settings)) {
      SweepResult result =
          what.equals("resume")
              ? tuner.resume("s", null)
              : runOnceMembersAreThere(tuner, SweepFile.read(Path.of(what), trainables).get(0));
      System.out.println(result);
      System.exit(result.finished() && result.errors() == 0 ? 0 : 1);
    }
  }

  /** On a busy machine the driver may be up long before them, and would refuse the sweep. */
  private static SweepResult runOnceMembersAreThere(Tuner tuner, Sweep sweep)
      throws InterruptedException {
    for (int i = 0; i < 60; i++) {
      try {
        return tuner.run(sweep);
      } catch (InvalidInputException e) {
        Thread.sleep(1_000);
      }
    }
    return tuner.run(sweep);
  }
}
