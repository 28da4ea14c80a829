package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.grid.FromMember.Ended;
import org.tune4j.tuner.grid.FromMember.Here;
import org.tune4j.tuner.place.Offer;

/** One member with one GPU, as two drivers see it. */
@Tag("slow")
@Timeout(120)
final class MemberAgentTest {
  private static final long GRACE_S = 3;

  @TempDir Path folder;
  private final BlockingQueue<FromMember> toA = new LinkedBlockingQueue<>();
  private final BlockingQueue<FromMember> toB = new LinkedBlockingQueue<>();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final CountDownLatch runs = new CountDownLatch(1);
  private GridMember member;

  @BeforeEach
  void start() {
    TrainableRegistry registry = TrainableRegistry.load();
    registry.register(
        FunctionTrainable.of(
            "deaf",
            (context, report) -> {
              runs.countDown();
              while (mayEnd.getCount() > 0) {
                try {
                  mayEnd.await();
                } catch (InterruptedException e) {
                  // as native code would
                }
              }
            }));
    member =
        GridMember.start(
            GridSettings.embedded(),
            "test",
            new GridMember.MemberSettings(
                Offer.of(new Resources(4, 1)), registry, folder.resolve("work"), GRACE_S));
    member.driverIsHere("a", toA::add);
    member.driverIsHere("b", toB::add);
  }

  @AfterEach
  void stop() {
    mayEnd.countDown();
    member.close();
  }

  /** The other way round it could not take note of the others: its own attempt still holds that. */
  @Test
  void aDriverHearsOfTheOthersOnceTheAttemptThatWasRefusedIsOver() throws Exception {
    member.agent().obey("a", 1, List.of(start(1)));
    member.agent().obey("b", 1, List.of(start(1)));
    assertThat(toB.take())
        .isInstanceOfSatisfying(
            Ended.class,
            ended -> {
              assertThat(ended.outcome()).isEqualTo(Outcome.LOST);
              assertThat(ended.message()).contains("trials of another driver hold");
            });
    assertThat(next(toB, Here.class).others()).containsExactly(gpu());
  }

  @Test
  void whatTheThreadOfALostDriverHoldsStaysBookedUntilThatEnds() throws Exception {
    member.agent().obey("a", 1, List.of(start(1)));
    runs.await();
    assertThat(next(toA, Ended.class).stillHolds()).isTrue(); // nobody drove it for so long
    for (String driver : List.of("b", "a")) { // a: a new driver of the same database
      BlockingQueue<FromMember> to = driver.equals("a") ? toA : toB;
      to.clear();
      member.agent().obey(driver, 2, List.of());
      assertThat(next(to, Here.class).others()).as(driver).containsExactly(gpu());
      member.agent().obey(driver, 2, List.of(start(2)));
      assertThat(next(to, Ended.class).message()).as(driver).contains("of another driver hold");
    }
    mayEnd.countDown();
    Here here;
    do {
      member.agent().obey("b", 2, List.of());
      here = next(toB, Here.class);
    } while (!here.others().isEmpty());
  }

  private Slot gpu() {
    return new Slot(member.card().id(), new Resources(1, 1), List.of("0"));
  }

  private ToMember.Start start(int attempt) {
    return new ToMember.Start(
        new Assignment(
            "t",
            "t_00000",
            attempt,
            "deaf",
            Config.of(Map.of()),
            7,
            new Placement(List.of(gpu())),
            null,
            0,
            false,
            0,
            0,
            null),
        null);
  }

  private static <T extends FromMember> T next(BlockingQueue<FromMember> to, Class<T> type)
      throws InterruptedException {
    FromMember message = to.take();
    while (!type.isInstance(message)) {
      message = to.take();
    }
    return type.cast(message);
  }
}
