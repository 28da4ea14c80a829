package org.tune4j.tuner.grid;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.HostedPart;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Placement.Slot;

/**
 * The parts that run here for trials of other members. A part whose trial was silent for a while,
 * or whose trial's member is gone, is closed. {@link #obey} and {@link #tick} may be called from
 * any thread, {@code obey} from one at a time.
 */
final class PartHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartHost.class);

  /** In seconds of its own clock: a trial that was silent for longer is taken for dead. */
  static final int LEASE = 20;

  /** In ticks: an answer that is older is sent again. */
  private static final int SEND_AGAIN = 3;

  /** How many parts that have ended are remembered, lest a late order starts one again. */
  private static final int MOST_ENDED = 10_000;

  private final GuestBookings bookings;
  private final TrainableRegistry registry;
  private final Path folder;
  private final Sender sender;
  private final Map<String, Guest> guests = new ConcurrentHashMap<>();
  private final Map<String, String> ended =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST_ENDED;
            }
          });

  /** Sends to a member. */
  interface Sender {
    void send(String member, PartMessage message, byte[] bytes);
  }

  private static final class Reply {
    final boolean failed;
    final byte[] bytes;
    int age;

    Reply(boolean failed, byte[] bytes) {
      this.failed = failed;
      this.bytes = bytes;
    }
  }

  /** A part and the answers that its trial may not have got. */
  private static final class Guest {
    final GuestBookings.Key key;
    final String owner;
    final HostedPart part;
    final Map<Long, Reply> replies = new TreeMap<>(); // guarded by this
    String reason = "closed"; // guarded by this
    long accepted; // guarded by this
    int silent; // guarded by this

    Guest(GuestBookings.Key key, HostedPart part) {
      this.key = key;
      this.owner = key.owner();
      this.part = part;
    }

    void close(String why) {
      synchronized (this) {
        reason = why;
      }
      part.close(why);
    }
  }

  /**
   * A host without parts.
   *
   * @param bookings what their attempts hold here
   * @param folder where they get their folders
   */
  PartHost(GuestBookings bookings, TrainableRegistry registry, Path folder, Sender sender) {
    this.bookings = bookings;
    this.registry = registry;
    this.folder = folder;
    this.sender = sender;
  }

  /** Does what the member of a trial says. */
  void obey(String owner, PartMessage message, byte[] bytes) {
    switch (message) {
      case PartMessage.Start m -> start(new GuestBookings.Key(owner, m.hold()), m.spec(), bytes);
      case PartMessage.Call m -> call(m, bytes);
      case PartMessage.Close m -> close(owner, m.part());
      case PartMessage.Alive m -> alive(owner, m.parts());
      case PartMessage.Holds m -> notForUs(m);
      case PartMessage.Booked m -> notForUs(m);
      case PartMessage.Here m -> notForUs(m);
      case PartMessage.Answer m -> notForUs(m);
      case PartMessage.Closed m -> notForUs(m);
    }
  }

  /** Another second has passed. */
  void tick() {
    for (Guest guest : guests.values()) {
      if (silent(guest) > LEASE) {
        guest.close("its trial was silent for " + LEASE + " s");
      }
    }
  }

  /** Ends the parts of trials the members of which are none of these. */
  void closeOfOthersThan(Set<String> members) {
    for (Guest guest : guests.values()) {
      if (!members.contains(guest.owner)) {
        guest.close("the member of its trial is gone");
      }
    }
  }

  /**
   * Complete once no part uses a GPU that a slot has for itself, or has one for itself that the
   * slot uses. Usually nothing does; but when a trial's member dies, others may get what its parts
   * are just giving up.
   *
   * @param key the parts of this attempt may use it; {@code null}: none may
   */
  CompletableFuture<Void> free(Slot slot, GuestBookings.@Nullable Key key) {
    List<CompletableFuture<Void>> users = new ArrayList<>();
    for (Guest guest : guests.values()) {
      PartSpec spec = guest.part.spec();
      boolean own = guest.key.equals(key);
      boolean whole = Math.max(spec.slot().resources().gpu(), slot.resources().gpu()) >= 1;
      if (!own && whole && !Collections.disjoint(spec.slot().gpus(), slot.gpus())) {
        users.add(guest.part.closed());
      }
    }
    return CompletableFuture.allOf(users.toArray(CompletableFuture[]::new));
  }

  /** Asks all of them to end. */
  @Override
  public void close() {
    guests.values().forEach(guest -> guest.close("its member was closed"));
  }

  /** Complete once all that are here have ended. */
  CompletableFuture<Void> closed() {
    return CompletableFuture.allOf(
        guests.values().stream().map(g -> g.part.closed()).toArray(CompletableFuture[]::new));
  }

  private void start(GuestBookings.Key key, PartSpec spec, byte[] setup) {
    if (sayIfEnded(key.owner(), spec.id())
        || guests.containsKey(spec.id())
        || !free(spec.slot(), key).isDone()
        || !bookings.enter(key)) {
      return; // one that is not here yet is asked for again
    }
    Guest guest = new Guest(key, startEntered(key, spec, setup));
    guests.put(spec.id(), guest);
    var unused = guest.part.closed().thenRun(() -> over(guest));
  }

  private HostedPart startEntered(GuestBookings.Key key, PartSpec spec, byte[] setup) {
    try {
      return HostedPart.start(spec, setup, registry, folder);
    } catch (RuntimeException | OutOfMemoryError e) { // no thread to be had
      bookings.leave(key);
      throw e;
    }
  }

  private void over(Guest guest) {
    String id = guest.part.spec().id();
    String reason;
    synchronized (guest) {
      reason = guest.reason;
    }
    ended.put(id, reason);
    guests.remove(id);
    bookings.leave(guest.key);
    sayIfEnded(guest.owner, id);
  }

  private void call(PartMessage.Call call, byte[] request) {
    Guest guest = guests.get(call.part());
    if (guest == null) {
      return;
    }
    synchronized (guest) {
      guest.silent = 0;
      if (call.number() != guest.accepted + 1) {
        return; // a repeat, or one before it got lost and comes again first
      }
      guest.accepted++;
    }
    var unused =
        guest
            .part
            .call(request)
            .handle(
                (answer, failure) -> {
                  answer(guest, call.number(), reply(answer, failure));
                  return answer;
                });
  }

  private static Reply reply(byte @Nullable [] answer, @Nullable Throwable failure) {
    return answer != null
        ? new Reply(false, answer)
        : new Reply(
            true,
            String.valueOf(failure == null ? null : failure.getMessage())
                .getBytes(StandardCharsets.UTF_8));
  }

  private void answer(Guest guest, long number, Reply reply) {
    synchronized (guest) {
      guest.replies.put(number, reply);
    }
    send(guest, number, reply);
  }

  private void send(Guest guest, long number, Reply reply) {
    reply.age = 0;
    sender.send(
        guest.owner,
        new PartMessage.Answer(guest.part.spec().id(), number, reply.failed),
        reply.bytes);
  }

  private void close(String owner, String part) {
    Guest guest = guests.get(part);
    if (guest != null) {
      guest.close("closed");
    } else {
      ended.putIfAbsent(part, "closed"); // also when the order to start it is still to come
      sayIfEnded(owner, part);
    }
  }

  private void alive(String owner, List<PartMessage.Count> parts) {
    List<PartMessage.Count> here = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (PartMessage.Count known : parts) {
      Guest guest = guests.get(known.part());
      if (guest != null) {
        here.add(new PartMessage.Count(known.part(), confirm(guest, known.number())));
      } else if (!sayIfEnded(owner, known.part())) {
        unknown.add(known.part());
      }
    }
    sender.send(owner, new PartMessage.Here(here, unknown), new byte[0]);
  }

  /** Forgets the answers that arrived, and sends again those that may have got lost. */
  private long confirm(Guest guest, long oldestUnanswered) {
    synchronized (guest) {
      guest.silent = 0;
      guest.replies.keySet().removeIf(number -> number < oldestUnanswered);
      guest.replies.forEach(
          (number, reply) -> {
            if (reply.age >= SEND_AGAIN) {
              send(guest, number, reply);
            }
          });
      return guest.accepted;
    }
  }

  private static int silent(Guest guest) {
    synchronized (guest) {
      guest.replies.values().forEach(reply -> reply.age++);
      return ++guest.silent;
    }
  }

  private boolean sayIfEnded(String owner, String part) {
    String reason = ended.get(part);
    if (reason != null) {
      sender.send(owner, new PartMessage.Closed(part, reason), new byte[0]);
    }
    return reason != null;
  }

  private static void notForUs(PartMessage message) {
    LOG.warn("grid: a message for a trial came to a part: {}", message);
  }
}
