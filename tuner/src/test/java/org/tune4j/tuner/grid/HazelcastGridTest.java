package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.Office;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.Decision;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.place.Offer;

/** The driver's side of a real grid of one member. */
@Timeout(60)
class HazelcastGridTest {

  @TempDir Path folder;
  private HazelcastGrid grid;
  private String member;

  @BeforeEach
  void start() throws InterruptedException {
    Offer offer = Offer.of(new Resources(2, 0));
    grid =
        HazelcastGrid.open(
            GridSettings.embedded(),
            new Office("d1", 1),
            "test",
            new GridMember.MemberSettings(
                offer, TrainableRegistry.load(), folder.resolve("work"), 600));
    FromMember.Here here = nextHere();
    assertThat(here.member().offer()).isEqualTo(offer);
    assertThat(here.attempts()).isEmpty();
    member = here.member().id();
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void aTrialReportsAndWaitsForEachAnswer() throws InterruptedException {
    start(assignment("t_00000", 3, 0), null);
    for (int iteration = 1; iteration <= 3; iteration++) {
      FromMember.Reported reported = next(FromMember.Reported.class);
      assertThat(reported.result().trainingIteration()).isEqualTo(iteration);
      answer(reported, Decision.CONTINUE);
    }
    assertThat(next(FromMember.Ended.class).outcome()).isEqualTo(Outcome.FINISHED);
  }

  @Test
  void aTrialThatIsToldToStopStops() throws InterruptedException {
    start(assignment("t_00000", 100, 0), null);
    answer(next(FromMember.Reported.class), Decision.STOP);
    FromMember.Ended ended = next(FromMember.Ended.class);
    assertThat(ended.outcome()).isEqualTo(Outcome.FINISHED);
    grid.send(member, List.of(new ToMember.EndTaken("t_00000", 1)));
    while (!nextHere().attempts().isEmpty()) { // said before it was forgotten
      assertThat(pending).isEmpty();
    }
  }

  @Test
  void anAttemptWhoseEndWasToldIsNotSaidToHoldAnything() throws InterruptedException {
    start(assignment("t_00000", 100, 0), null);
    answer(next(FromMember.Reported.class), Decision.STOP);
    next(FromMember.Ended.class);
    FromMember.Held held = nextHere().attempts().get(0);
    assertThat(held.over()).isTrue();
  }

  @Test
  void aCheckpointTravelsToTheDriverAndBack() throws Exception {
    start(assignment("t_00000", 4, 2), null);
    answer(next(FromMember.Reported.class), Decision.CONTINUE);
    answer(next(FromMember.Reported.class), Decision.CONTINUE);
    FromMember.Saved saved = next(FromMember.Saved.class);
    Path file = folder.resolve("checkpoint.zip");
    grid.fetch(saved, file);
    assertThat(Files.size(file)).isEqualTo(saved.checkpoint().bytes());
    taken(saved);
    answer(next(FromMember.Reported.class), Decision.STOP);
    assertThat(next(FromMember.Ended.class).outcome()).isEqualTo(Outcome.FINISHED);

    Assignment again =
        new Assignment(
            "t", "t_00000", 2, "synthetic", config(4), 7, here(), null, 0, false, 0, 0, null);
    grid.offer("t_00000", 2, saved.checkpoint(), file);
    start(again, saved.checkpoint());
    FromMember.Reported reported = next(FromMember.Reported.class);
    assertThat(reported.result().trainingIteration()).isEqualTo(3);
    answer(reported, Decision.STOP);
    next(FromMember.Ended.class);
  }

  @Test
  void aDamagedCheckpointIsNotOffered() throws Exception {
    Path file = Files.writeString(folder.resolve("checkpoint.zip"), "not what it was");
    Checkpoint checkpoint = new Checkpoint("t_00000", 1, 2, 15, "0".repeat(64));
    assertThatThrownBy(() -> grid.offer("t_00000", 2, checkpoint, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aSoundCheckpointIsNotDamagedWhenTheGridIsGone() throws Exception {
    Path file = Files.writeString(folder.resolve("checkpoint.zip"), "whatever");
    Checkpoint checkpoint = new Checkpoint("t_00000", 1, 2, 8, "0".repeat(64));
    grid.close();
    assertThatThrownBy(() -> grid.offer("t_00000", 2, checkpoint, file))
        .isInstanceOf(LostPieceException.class);
    assertThat(grid.receive(Duration.ZERO)).as("it said that it goes").isNotEmpty();
  }

  @Test
  @Tag("slow")
  void anEndedAttemptIsRememberedWhileItHoldsSomething() throws Exception {
    Config config = Config.of(Map.of("iterations", 2, "hang_at", 1, "ignore_interrupts", true));
    start(
        new Assignment(
            "t", "t_00000", 1, "synthetic", config, 7, here(), null, 0, false, 0, 0, null),
        null);
    nextHere();
    grid.send(member, List.of(new ToMember.Abort("t_00000", 1, "enough")));
    FromMember.Ended ended = null;
    while (ended == null) { // 10 s
      for (FromMember message : grid.receive(Duration.ofSeconds(1))) {
        ended = message instanceof FromMember.Ended e ? e : ended;
      }
    }
    assertThat(ended.stillHolds()).isTrue();
    grid.send(member, List.of(new ToMember.EndTaken("t_00000", 1)));
    nextHere();
    for (int i = 0; i < 2; i++) {
      assertThat(nextHere().attempts())
          .containsExactly(new FromMember.Held("t_00000", 1, here(), false));
    }
  }

  @Test
  void anAbortedAttemptEndsAsLost() throws InterruptedException {
    start(assignment("t_00000", 100, 0), null);
    next(FromMember.Reported.class);
    grid.send(member, List.of(new ToMember.Abort("t_00000", 1, "enough")));
    FromMember.Ended ended = next(FromMember.Ended.class);
    assertThat(ended.outcome()).isEqualTo(Outcome.LOST);
    assertThat(ended.message()).contains("enough");
  }

  @Test
  void nothingListensBeyondLoopback() {
    for (HazelcastInstance instance : Hazelcast.getAllHazelcastInstances()) {
      assertThat(instance.getLocalEndpoint().getSocketAddress().toString()).contains("127.0.0.1");
      assertThat(instance.getConfig().getNetworkConfig().getJoin().getMulticastConfig().isEnabled())
          .isFalse();
    }
  }

  @Test
  void noJavaObjectIsReadFromTheGrid() {
    HazelcastInstance instance = Hazelcast.getAllHazelcastInstances().iterator().next();
    instance.getMap("any").set("key", new java.io.File("/"));
    assertThatThrownBy(() -> instance.getMap("any").get("key"))
        .hasStackTraceContaining("java.io.File is not allowed");
  }

  private static Config config(int iterations) {
    return Config.of(Map.of("iterations", iterations));
  }

  private Placement here() {
    return Placement.on(member, Resources.ONE_CPU);
  }

  private Assignment assignment(String trial, int iterations, int frequency) {
    return new Assignment(
        "t",
        trial,
        1,
        "synthetic",
        config(iterations),
        7,
        here(),
        null,
        frequency,
        false,
        0,
        0,
        null);
  }

  private void start(Assignment assignment, Checkpoint from) {
    grid.send(member, List.of(new ToMember.Start(assignment, from)));
  }

  private void answer(FromMember.Reported reported, Decision decision) {
    grid.send(
        member,
        List.of(
            new ToMember.Answer(
                reported.result().trialId(),
                reported.result().attempt(),
                reported.result().trainingIteration(),
                decision)));
  }

  private void taken(FromMember.Saved saved) {
    Checkpoint c = saved.checkpoint();
    grid.send(
        member,
        List.of(
            new ToMember.CheckpointTaken(
                c.trialId(), c.attempt(), c.trainingIteration(), null, false)));
  }

  private final List<FromMember> pending = new ArrayList<>();

  private FromMember.Here nextHere() throws InterruptedException {
    while (true) {
      for (FromMember message : grid.receive(Duration.ofSeconds(1))) {
        if (message instanceof FromMember.Here here) {
          return here;
        }
        pending.add(message);
      }
    }
  }

  private <T extends FromMember> T next(Class<T> type) throws InterruptedException {
    for (int i = 0; pending.isEmpty() && i < 100; i++) {
      grid.receive(Duration.ofMillis(200)).stream()
          .filter(m -> !(m instanceof FromMember.Here))
          .forEach(pending::add);
    }
    assertThat(pending).as("something from the grid").isNotEmpty();
    FromMember message = pending.remove(0);
    assertThat(message).isInstanceOf(type);
    return type.cast(message);
  }
}
