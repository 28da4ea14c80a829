package org.tune4j.tuner.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.Decision;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.TrialFunction;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.place.Ledger;

/** A trial the bundles of which lie on three members, as a driver sees it. */
@Tag("slow")
@Timeout(120)
final class GridTrialPartsTest {
  private static final PlacementGroup SPREAD =
      new PlacementGroup(Collections.nCopies(3, new Resources(1, 1)), Strategy.STRICT_SPREAD);

  @TempDir Path folder;
  private ThreeMembers grid;
  private Placement placement;

  @BeforeEach
  void start() {
    Rollouts.OPEN.clear();
    grid = new ThreeMembers(folder);
    Ledger ledger = new Ledger();
    for (int i = 0; i < 3; i++) {
      ledger.join(grid.id(i), grid.member(i).card().offer());
    }
    ledger.take("another", PlacementGroup.of(new Resources(1, 1))); // else all have the same id
    placement = ledger.take("t_00000#1", SPREAD);
    assertThat(placement).isNotNull();
    assertThat(placement.slots().stream().map(Placement.Slot::member).distinct()).hasSize(3);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void itCountsRolloutsOnEachOfItsMembersWithTheGpusOfEach() throws Exception {
    Map<Integer, String> who = Collections.synchronizedMap(new TreeMap<>());
    run(
        (context, report) -> {
          int rollouts = 0;
          for (int bundle = 0; bundle < context.parts().bundles(); bundle++) {
            Part part = context.parts().start(bundle, Rollouts.class.getName(), new byte[0]);
            who.put(bundle, Rollouts.ask(part, "who"));
            rollouts += Integer.parseInt(Rollouts.ask(part, "count"));
          }
          report.report(Map.of("rollouts", rollouts, "open", Rollouts.OPEN.size()));
        });
    FromMember.Reported reported = next(FromMember.Reported.class);
    assertThat(reported.result().metrics())
        .containsEntry("rollouts", 6.0)
        .containsEntry("open", 3.0);
    answer(reported);
    FromMember.Ended ended = next(FromMember.Ended.class);
    assertThat(Rollouts.OPEN).as("at the end").isEmpty();
    assertThat(ended.outcome()).as(ended.message()).isEqualTo(Outcome.FINISHED);
    assertThat(ended.stillHolds()).isFalse();
    for (int bundle = 0; bundle < 3; bundle++) {
      assertThat(who.get(bundle))
          .isEqualTo("t_00000 %d %s", bundle, placement.slots().get(bundle).gpus());
    }
  }

  @Test
  void itsPartsEndBeforeItDoesAlsoWhenItIsAborted() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    run(
        (context, report) -> {
          Part part = context.parts().start(2, Rollouts.class.getName(), new byte[0]);
          Rollouts.ask(part, "count");
          busy.countDown();
          Rollouts.ask(part, "sleep");
        });
    busy.await();
    grid.driver.send(
        placement.member(), List.of(new ToMember.Abort("t_00000", 1, "member x is gone")));
    FromMember.Ended ended = next(FromMember.Ended.class);
    assertThat(Rollouts.OPEN).as("at the end").isEmpty();
    assertThat(ended.outcome()).isEqualTo(Outcome.LOST);
    assertThat(ended.stillHolds()).isFalse();
  }

  /** The driver may hear of a death before the parts of the dead do, and place another there. */
  @Test
  void noAttemptBeginsOnAGpuThatAPartStillUses() throws Exception {
    Placement.Slot slot = placement.slots().get(1);
    GridMember host = host(slot.member());
    String other = placement.slots().get(2).member();
    CountDownLatch asked = new CountDownLatch(1);
    Part part =
        grid.hosting(IntStream.range(0, 3).filter(i -> grid.id(i).equals(other)).sum())
            .start(
                new PartSpec("p", Rollouts.class.getName(), "t_00001", 1, 0, slot, 1), new byte[0]);
    assertThat(Rollouts.ask(part, "count")).isEqualTo("1");
    Placement alone = new Placement(List.of(slot));
    run(
        alone,
        (context, report) -> {
          asked.countDown();
          report.report(Map.of("open", Rollouts.OPEN.size()));
        });
    assertThat(host.parts().free(assignment("x", alone))).isNotDone();
    assertThat(asked.getCount()).isOne();
    part.call("sleep".getBytes(UTF_8));
    part.close();
    FromMember.Reported reported = next(FromMember.Reported.class);
    assertThat(reported.result().metrics()).containsEntry("open", 0.0);
    answer(reported);
    next(FromMember.Ended.class);
  }

  /** It has not started a part yet. */
  @Test
  void whatItHoldsElsewhereIsTakenForOtherDriversUntilItEnds() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    run(
        (context, report) -> {
          begun.countDown();
          mayEnd.await();
        });
    begun.await();
    Placement.Slot slot = placement.slots().get(1);
    GridMember member = host(slot.member());
    BlockingQueue<FromMember> toB = new LinkedBlockingQueue<>();
    member.driverIsHere("b", toB::add);
    assertThat(others(member, toB)).containsExactly(slot);
    // Names of trials are a driver's own: that of the other has the same.
    Placement alone = new Placement(List.of(slot));
    member.agent().obey("b", 1, List.of(new ToMember.Start(assignment("function", alone), null)));
    FromMember first = toB.take();
    while (first instanceof FromMember.Here) {
      first = toB.take();
    }
    assertThat(first)
        .isInstanceOfSatisfying(
            FromMember.Ended.class,
            ended -> assertThat(ended.message()).contains("trials of another driver hold"));
    mayEnd.countDown();
    next(FromMember.Ended.class);
    while (!others(member, toB).isEmpty()) {
      Thread.sleep(50);
    }
  }

  /** Also that it hears who has it only when its own attempt is over. */
  @Test
  void itDoesNotBeginWhereTheTrialOfAnotherDriverHasItsPlace() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Placement.Slot slot = placement.slots().get(2);
    GridMember member = host(slot.member());
    BlockingQueue<FromMember> toB = new LinkedBlockingQueue<>();
    member.driverIsHere("b", toB::add);
    grid.registry.register(
        FunctionTrainable.of(
            "theirs",
            (context, report) -> {
              begun.countDown();
              mayEnd.await();
            }));
    Placement alone = new Placement(List.of(slot));
    member.agent().obey("b", 1, List.of(new ToMember.Start(assignment("theirs", alone), null)));
    begun.await();
    AtomicInteger ran = new AtomicInteger();
    run((context, report) -> ran.incrementAndGet());
    FromMember.Ended ended = next(FromMember.Ended.class);
    assertThat(ended.outcome()).isEqualTo(Outcome.LOST);
    assertThat(ended.message())
        .isEqualTo(
            "start: the trials of another driver hold what it needs on member "
                + member.card().address());
    FromMember.Here there = next(FromMember.Here.class);
    while (there.others().isEmpty()) {
      there = next(FromMember.Here.class);
    }
    assertThat(there.member().id()).isEqualTo(member.card().id());
    assertThat(there.others()).containsExactly(slot);
    assertThat(ran).hasValue(0);
    mayEnd.countDown();
  }

  private static List<Placement.Slot> others(GridMember member, BlockingQueue<FromMember> to)
      throws InterruptedException {
    to.clear();
    member.agent().obey("b", 1, List.of());
    while (true) {
      if (to.take() instanceof FromMember.Here here) {
        return here.others();
      }
    }
  }

  private GridMember host(String id) {
    for (int i = 0; i < 3; i++) {
      if (grid.id(i).equals(id)) {
        return grid.member(i);
      }
    }
    throw new AssertionError(id);
  }

  private void run(TrialFunction function) {
    run(placement, function);
  }

  private void run(Placement at, TrialFunction function) {
    grid.registry.register(FunctionTrainable.of("function", function));
    grid.driver.send(at.member(), List.of(new ToMember.Start(assignment("function", at), null)));
  }

  private static Assignment assignment(String trainable, Placement at) {
    return new Assignment(
        "t", "t_00000", 1, trainable, Config.of(Map.of()), 7, at, null, 0, false, 0, 0, null);
  }

  private void answer(FromMember.Reported reported) {
    grid.driver.send(reported.member(), List.of(answerTo(reported)));
  }

  private static ToMember.Answer answerTo(FromMember.Reported reported) {
    return new ToMember.Answer(
        reported.result().trialId(),
        reported.result().attempt(),
        reported.result().trainingIteration(),
        Decision.CONTINUE);
  }

  /** The next of that type; members also say that they are there. */
  private <T extends FromMember> T next(Class<T> type) throws InterruptedException {
    while (true) {
      for (FromMember message : grid.driver.receive(Duration.ofSeconds(1))) {
        if (type.isInstance(message)) {
          return type.cast(message);
        }
        if (message instanceof FromMember.Ended ended) {
          throw new AssertionError(ended);
        }
      }
    }
  }
}
