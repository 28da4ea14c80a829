package org.tune4j.tuner.grid;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.Decision;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * What a member would find out while its first trials wait: its code base, and how the messages of
 * a trial's life are read and written. When many members of a machine get their first trials at
 * once, that would take each of them a second.
 */
final class WarmUp {
  private static final String NOBODY = "warm-up";

  private WarmUp() {}

  /** Does it beside whatever else the member does. */
  static void start() {
    Thread.ofPlatform().daemon().name("tune-warm-up").start(WarmUp::run);
  }

  static void run() {
    CodeBase.ofThisJvm();
    Wire.readForMember(Wire.write(new Wire.ForMember(NOBODY, NOBODY, 0, toMember())));
    Wire.readForDriver(Wire.write(new Wire.ForDriver(fromMember())));
  }

  private static List<ToMember> toMember() {
    Assignment assignment =
        new Assignment(
            NOBODY,
            NOBODY,
            1,
            NOBODY,
            Config.of(Map.of("number", 1, "text", NOBODY)),
            0,
            Placement.on(NOBODY, Resources.ONE_CPU),
            null,
            0,
            false,
            0,
            0,
            null);
    return List.of(
        new ToMember.Start(assignment, null),
        new ToMember.Answer(NOBODY, 1, 1, Decision.CONTINUE),
        new ToMember.EndTaken(NOBODY, 1));
  }

  private static List<FromMember> fromMember() {
    Result result =
        new Result(NOBODY, 1, 1, 0, 0, 0, new TreeMap<>(Map.of("number", 1.0)), null, false);
    return List.of(
        new FromMember.Reported(NOBODY, result),
        new FromMember.Ended(NOBODY, NOBODY, 1, Outcome.FINISHED, null, false));
  }
}
