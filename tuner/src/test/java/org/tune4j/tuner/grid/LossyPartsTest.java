package org.tune4j.tuner.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

/** Both ends of a part without a grid between them: messages get lost, come twice or late. */
@Timeout(60)
final class LossyPartsTest {
  private static final Slot SLOT = new Slot("there/1", new Resources(1, 1), List.of("0"));

  @TempDir Path folder;
  private final BlockingQueue<byte[]> toHost = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> toOwner = new LinkedBlockingQueue<>();
  private final Bookings bookings = new Bookings("there/1", Offer.of(new Resources(1, 1)));
  private final GuestBookings guests = new GuestBookings(bookings);
  private long holds;
  private PartHost host;
  private RemotePart part;

  @BeforeEach
  void start() {
    Rollouts.OPEN.clear();
    hold(1);
    host =
        new PartHost(
            guests,
            TrainableRegistry.load(),
            folder,
            (member, message, bytes) -> toOwner.add(PartFrame.write("there/1", message, bytes)));
    part =
        new RemotePart(
            1,
            new PartSpec("p", Rollouts.class.getName(), "t_00000", 1, 1, SLOT, 1),
            new byte[0],
            (message, bytes) -> toHost.add(PartFrame.write("here/1", message, bytes)));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    host.close();
    host.closed().get();
    assertThat(Rollouts.OPEN).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void eachCallIsServedOnceAndInOrder(long seed) throws Exception {
    Random random = new Random(seed);
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    part.start();
    for (int i = 0; i < 50; i++) {
      answers.add(part.call("count".getBytes(UTF_8)));
      carry(random);
    }
    while (!answers.stream().allMatch(CompletableFuture::isDone)) {
      tick();
      hold(1);
      carry(random);
      Thread.sleep(1);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(new String(answers.get(i).get(), UTF_8)).isEqualTo(String.valueOf(i + 1));
    }
    part.close();
    while (!part.closed().isDone()) {
      tick();
      carry(random);
      Thread.sleep(1);
    }
    assertThat(Rollouts.OPEN).isEmpty();
  }

  @Test
  void aPartWhoseTrialIsSilentIsClosedAndStaysClosed() throws Exception {
    part.start();
    CompletableFuture<byte[]> busy = part.call("sleep".getBytes(UTF_8));
    byte[] order = toHost.peek();
    carryAll();
    for (int i = 0; i < PartHost.LEASE; i++) {
      host.tick();
    }
    assertThat(host.free(SLOT, null)).isNotDone();
    host.tick();
    host.free(SLOT, null).get();
    assertThat(Rollouts.OPEN).isEmpty();
    carryUntilClosed();
    assertThatThrownBy(busy::get).hasMessageContaining("its trial was silent for 20 s");
    toHost.add(order); // late
    carryAll();
    host.closed().get();
  }

  @Test
  void aPartThatWasClosedBeforeItsOrderCameIsNotStarted() throws Exception {
    part.start();
    byte[] order = toHost.take();
    part.close();
    carryUntilClosed();
    toHost.add(order);
    carryAll();
    host.closed().get();
    assertThat(Rollouts.OPEN).isEmpty();
  }

  @Test
  void aPartOfATrialWhoseMemberIsGoneIsClosed() throws Exception {
    part.start();
    carryAll();
    host.closeOfOthersThan(Set.of("here/1"));
    assertThat(host.closed()).isNotDone();
    host.closeOfOthersThan(Set.of("here/2"));
    host.closed().get();
  }

  @Test
  void whatIsBookedForAPartStaysBookedUntilItIsOver() throws Exception {
    part.start();
    carryAll();
    CompletableFuture<byte[]> busy = part.call("sleep".getBytes(UTF_8));
    carryAll();
    hold(); // its attempt is over
    assertThat(bookings.ofOthers("b")).containsExactly(SLOT);
    host.closeOfOthersThan(Set.of());
    assertThatThrownBy(
            () -> {
              carryUntilClosed();
              busy.get();
            })
        .hasMessageContaining("is gone");
    assertThat(bookings.ofOthers("b")).isEmpty();
  }

  @Test
  void aPartWhoseAttemptHasBookedNothingWaits() throws Exception {
    hold();
    part.start();
    CompletableFuture<byte[]> answer = part.call("count".getBytes(UTF_8));
    for (int i = 0; i < 5; i++) {
      tick();
      carryAll();
    }
    assertThat(Rollouts.OPEN).isEmpty();
    hold(1);
    while (!answer.isDone()) {
      tick();
      carryAll();
      Thread.sleep(1);
    }
  }

  @Test
  void aMessageOfSomebodyElseIsRefused() {
    byte[] frame = PartFrame.write("here/1", new PartMessage.Close("p"));
    assertThat(PartFrame.read(frame).message).isEqualTo(new PartMessage.Close("p"));
    for (int length = 0; length < 24; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> PartFrame.read(cut)).isInstanceOf(UncheckedIOException.class);
    }
  }

  /** What its attempt says of what it holds there. */
  private void hold(long... numbers) {
    List<PartMessage.Hold> all =
        Arrays.stream(numbers).mapToObj(n -> new PartMessage.Hold(n, "a", List.of(SLOT))).toList();
    assertThat(guests.take("here/1", new PartMessage.Holds(++holds, all))).isEmpty();
  }

  private void tick() {
    host.tick();
    PartMessage.Count count = part.tick();
    toHost.add(PartFrame.write("here/1", new PartMessage.Alive(List.of(count))));
  }

  private void carryAll() {
    for (byte[] frame = toHost.poll(); frame != null; frame = toHost.poll()) {
      atHost(frame);
    }
    for (byte[] frame = toOwner.poll(); frame != null; frame = toOwner.poll()) {
      atOwner(frame);
    }
  }

  /** The host's own threads say so in their own time. */
  private void carryUntilClosed() throws InterruptedException {
    while (!part.closed().isDone()) {
      carryAll();
      Thread.sleep(1);
    }
  }

  private void carry(Random random) {
    carry(random, toHost, this::atHost);
    carry(random, toOwner, this::atOwner);
  }

  /** Of what is on its way a third gets lost, a third comes now, and a third now and again. */
  private static void carry(Random random, Queue<byte[]> from, Consumer<byte[]> to) {
    int count = from.size();
    for (int i = 0; i < count; i++) {
      byte[] frame = from.remove();
      int fate = random.nextInt(3);
      if (fate > 0) {
        to.accept(frame);
      }
      if (fate > 1) {
        from.add(frame);
      }
    }
  }

  private void atHost(byte[] bytes) {
    PartFrame frame = PartFrame.read(bytes);
    host.obey(frame.from, frame.message, frame.bytes);
  }

  private void atOwner(byte[] bytes) {
    PartFrame frame = PartFrame.read(bytes);
    switch (frame.message) {
      case PartMessage.Answer m -> part.answered(m.number(), m.failed(), frame.bytes);
      case PartMessage.Closed m -> part.ended(m.reason());
      case PartMessage.Here m -> {
        m.parts().forEach(there -> part.isThere(there.number()));
        m.unknown().forEach(id -> part.isUnknown());
      }
      default -> throw new AssertionError(frame.message);
    }
  }
}
