package org.tune4j.tuner.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartFailedException;
import org.tune4j.runner.PartHosting;
import org.tune4j.runner.PartSpec;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;

/** What holds for parts, wherever they run. */
@Timeout(120)
abstract class PartsContract {
  private final List<Part> started = new ArrayList<>();
  @TempDir Path folder;

  @BeforeEach
  void forget() {
    Rollouts.OPEN.clear();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    end(started);
    assertThat(Rollouts.OPEN).isEmpty();
  }

  /** Where parts are started. */
  abstract PartHosting hosting();

  /** The member of a bundle, from 0 to 2. */
  abstract String member(int bundle);

  @Test
  void callsAreAnsweredInTheirOrder() throws Exception {
    List<Part> parts = List.of(start(0), start(1), start(2));
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (Part part : parts) {
        answers.add(part.call("count".getBytes(UTF_8)));
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(new String(answers.get(i).get(), UTF_8)).isEqualTo(String.valueOf(i / 3 + 1));
    }
    assertThat(Rollouts.OPEN).hasSize(3);
    end(parts);
    assertThat(Rollouts.OPEN).isEmpty();
  }

  @Test
  void aPartKnowsItsBundleAndItsGpus() throws Exception {
    for (int bundle = 0; bundle < 3; bundle++) {
      Part part = start(bundle);
      assertThat(part.bundle()).isEqualTo(bundle);
      assertThat(Rollouts.ask(part, "who")).isEqualTo("t_00000 %d [%d]", bundle, bundle + 10);
    }
  }

  @Test
  void whatItThrowsFailsThatCallAlone() throws Exception {
    Part part = start(1);
    assertThatThrownBy(() -> Rollouts.ask(part, "fail"))
        .hasCauseInstanceOf(PartFailedException.class)
        .hasMessageContaining("part of bundle 1: call: java.lang.IllegalStateException: boom, at ");
    assertThatThrownBy(() -> Rollouts.ask(part, "nothing"))
        .hasMessageContaining("must return an answer (null)");
    assertThatThrownBy(() -> Rollouts.ask(part, "large"))
        .hasMessageContaining("an answer must have 33,554,432 bytes at most (33,554,433)");
    assertThatThrownBy(() -> part.call(new byte[Part.MOST_BYTES + 1]).get())
        .hasMessageContaining("a request must have 33,554,432 bytes at most (33,554,433)");
    assertThat(Rollouts.ask(part, "count")).isEqualTo("4");
  }

  @Test
  void aSetupThatFailsFailsEachCall() throws Exception {
    Part part = start(1, Rollouts.class.getName(), "fail");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> Rollouts.ask(part, "count"))
          .hasMessageContaining("part of bundle 1: setup: java.lang.IllegalStateException: no rol");
    }
    end(List.of(part));
    assertThat(Rollouts.OPEN).isEmpty();
    Part none = start(2, "x.Y", "");
    assertThatThrownBy(() -> Rollouts.ask(none, "count"))
        .hasMessageContaining("part of bundle 2: setup: part: no class x.Y is on the class path");
  }

  @Test
  @Tag("slow")
  void aSlowCallIsServedOnce() throws Exception {
    Part part = start(1);
    assertThat(Rollouts.ask(part, "slow")).isEqualTo("1");
    assertThat(Rollouts.ask(part, "count")).isEqualTo("2");
  }

  @Test
  void theMostBytesArrive() throws Exception {
    Part part = start(1);
    byte[] much = new byte[Part.MOST_BYTES];
    new Random(1).nextBytes(much);
    assertThat(Arrays.equals(part.call(much).get(), much)).isTrue();
  }

  @Test
  void closingInterruptsWhatItDoesAndLeavesNothing() throws Exception {
    Part part = start(1);
    String file = Rollouts.ask(part, "write");
    assertThat(Path.of(file)).exists();
    CompletableFuture<byte[]> busy = part.call("sleep".getBytes(UTF_8));
    CompletableFuture<byte[]> waits = part.call("count".getBytes(UTF_8));
    end(List.of(part));
    assertThat(Rollouts.OPEN).isEmpty();
    assertThat(Path.of(file).getParent()).doesNotExist();
    for (CompletableFuture<byte[]> call : List.of(busy, waits, part.call(new byte[0]))) {
      assertThatThrownBy(call::get).hasMessageContaining("part of bundle 1: closed");
    }
  }

  @Test
  void aThousandCallsMayWait() throws Exception {
    Part part = start(1);
    CompletableFuture<byte[]> busy = part.call("sleep".getBytes(UTF_8));
    List<CompletableFuture<byte[]>> calls = new ArrayList<>();
    for (int i = 0; i <= Part.MOST_CALLS; i++) {
      calls.add(part.call("count".getBytes(UTF_8)));
    }
    // Which one it is depends on when the first was taken.
    CompletableFuture<Object> refused =
        CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new));
    assertThatThrownBy(refused::get).hasMessageContaining("1000 calls wait already");
    assertThat(calls.getFirst()).isNotDone();
    assertThat(busy).isNotDone();
    end(List.of(part));
    assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  final Part start(int bundle) {
    return start(bundle, Rollouts.class.getName(), "");
  }

  private Part start(int bundle, String className, String setup) {
    Part part = hosting().start(spec(bundle, className), setup.getBytes(UTF_8));
    started.add(part);
    return part;
  }

  final PartSpec spec(int bundle, String className) {
    Slot slot = new Slot(member(bundle), new Resources(1, 1), List.of(String.valueOf(bundle + 10)));
    return new PartSpec(
        UUID.randomUUID().toString(), className, "t_00000", 1, bundle, slot, bundle + 1);
  }

  private static void end(List<Part> parts) throws Exception {
    parts.forEach(Part::close);
    for (Part part : parts) {
      part.closed().get();
    }
  }
}
