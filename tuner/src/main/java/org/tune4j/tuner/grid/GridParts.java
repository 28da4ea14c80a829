package org.tune4j.tuner.grid;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.HostedPart;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.tuner.grid.BookedElsewhere.Refusal;

/**
 * The parts of trials across the grid, and what is booked for them: those that trials of this
 * member have on others, and those that trials of others have here. Thread-safe.
 */
final class GridParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GridParts.class);
  private static final long TICK_MS = 1_000;
  private static final long CLOSE_S = 10;

  private final String self;
  private final HazelcastInstance hazelcast;
  private final Post post;
  private final TrainableRegistry registry;
  private final Path folder;
  private final PartHost host;
  private final GuestBookings guests;
  private final BookedElsewhere elsewhere;
  private final AtomicLong holds = new AtomicLong();
  private final Map<String, RemotePart> remote = new ConcurrentHashMap<>();
  private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();
  private final Semaphore left = new Semaphore(0); // a permit for each member that left
  private final Thread pump;
  private final Thread watch;
  private volatile Function<String, Optional<FromMember.Here>> toSay = driver -> Optional.empty();
  private volatile boolean closed;

  /**
   * Parts of a member.
   *
   * @param self its id
   * @param bookings what the attempts of all drivers hold here
   * @param folder where parts get their folders
   */
  GridParts(
      String self,
      HazelcastInstance hazelcast,
      Bookings bookings,
      TrainableRegistry registry,
      Path folder) {
    this.self = self;
    this.hazelcast = hazelcast;
    this.post = new Post(hazelcast);
    this.registry = registry;
    this.folder = folder;
    this.guests = new GuestBookings(bookings);
    this.elsewhere = new BookedElsewhere(self, (member, holds) -> send(member, holds, new byte[0]));
    this.host = new PartHost(guests, registry, folder, this::send);
    this.pump = Thread.ofPlatform().daemon().name("tune-parts").unstarted(this::pump);
    this.watch = Thread.ofPlatform().daemon().name("tune-parts-watch").unstarted(this::watch);
  }

  /**
   * Listens from now on.
   *
   * @param whatIsHere driver → what it is told of this member
   */
  void start(Function<String, Optional<FromMember.Here>> whatIsHere) {
    toSay = whatIsHere;
    pump.start();
    watch.start();
    post.listen(Post.parts(self), inbox::add);
    hazelcast
        .getCluster()
        .addMembershipListener(
            new MembershipAdapter() {
              @Override
              public void memberRemoved(MembershipEvent event) {
                left.release();
              }
            });
  }

  /** A number for {@link #book}. */
  long newHold() {
    return holds.incrementAndGet();
  }

  /**
   * Books what an attempt holds on other members; see {@link BookedElsewhere#book}.
   *
   * @param hold names it
   */
  CompletableFuture<Optional<Refusal>> book(
      long hold, String driver, Placement placement, Consumer<String> lost) {
    return elsewhere.book(hold, driver, placement, lost);
  }

  /** What an attempt holds on other members it holds for another driver from now on. */
  void handOver(long hold, String driver) {
    elsewhere.handOver(hold, driver);
  }

  /** What an attempt held on other members is free. */
  void release(long hold) {
    elsewhere.release(hold);
  }

  /**
   * Starts a part where its slot lies, and returns at once.
   *
   * @param hold what its attempt has booked
   */
  Part start(long hold, PartSpec spec, byte[] setup) {
    String member = spec.slot().member();
    if (member.equals(self)) {
      return HostedPart.start(spec, setup, registry, folder);
    }
    RemotePart part =
        new RemotePart(hold, spec, setup, (message, bytes) -> send(member, message, bytes));
    remote.put(spec.id(), part);
    var unused = part.closed().thenRun(() -> remote.remove(spec.id()));
    if (members().contains(member)) { // one that leaves from now on is seen by the watch
      part.start();
    } else {
      part.gone();
    }
    return part;
  }

  /** Complete once no part of another attempt uses a GPU that an attempt has here for itself. */
  CompletableFuture<Void> free(Assignment trial) {
    List<CompletableFuture<Void>> used = new ArrayList<>();
    for (Slot slot : trial.placement().slots()) {
      if (slot.member().equals(self)) {
        used.add(host.free(slot, null));
      }
    }
    return CompletableFuture.allOf(used.toArray(CompletableFuture[]::new));
  }

  /** Ends the parts that run here for others, and waits for them, {@value #CLOSE_S} s at most. */
  @Override
  public void close() {
    host.close();
    try {
      host.closed().get(CLOSE_S, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("a part of a trial was left behind");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
    pump.interrupt();
    watch.interrupt();
    remote.values().forEach(RemotePart::gone);
  }

  private void send(String member, PartMessage message, byte[] bytes) {
    post.send(Post.parts(member), PartFrame.write(self, message, bytes));
  }

  private Set<String> members() {
    try {
      return hazelcast.getCluster().getMembers().stream()
          .map(GridMember::id)
          .collect(Collectors.toSet());
    } catch (HazelcastInstanceNotActiveException e) {
      return Set.of();
    }
  }

  private void pump() {
    try {
      while (true) {
        byte[] bytes = inbox.take();
        try {
          take(PartFrame.read(bytes));
        } catch (UncheckedIOException e) { // what is not answered comes again
          LOG.error("a message of a part was dropped", e);
        } catch (RuntimeException | OutOfMemoryError e) { // no thread to be had
          LOG.error("a message of a part could not be obeyed", e);
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void take(PartFrame frame) {
    switch (frame.message) {
      case PartMessage.Answer m -> {
        RemotePart part = remote.get(m.part());
        if (part != null) {
          part.answered(m.number(), m.failed(), frame.bytes);
        }
      }
      case PartMessage.Closed m -> {
        RemotePart part = remote.get(m.part());
        if (part != null) {
          part.ended(m.reason());
        }
      }
      case PartMessage.Here m -> here(m);
      case PartMessage.Holds m -> book(frame.from, m);
      case PartMessage.Booked m -> elsewhere.answered(frame.from, m);
      default -> host.obey(frame.from, frame.message, frame.bytes);
    }
  }

  private void book(String owner, PartMessage.Holds all) {
    List<PartMessage.Refused> refused = new ArrayList<>();
    Set<Long> booked = new TreeSet<>();
    all.holds().forEach(hold -> booked.add(hold.number()));
    for (PartMessage.Hold hold : guests.take(owner, all)) {
      booked.remove(hold.number());
      refused.add(new PartMessage.Refused(hold.number(), toSay.apply(hold.driver()).orElse(null)));
    }
    send(owner, new PartMessage.Booked(List.copyOf(booked), refused), new byte[0]);
  }

  private void here(PartMessage.Here there) {
    for (PartMessage.Count count : there.parts()) {
      RemotePart part = remote.get(count.part());
      if (part != null) {
        part.isThere(count.number());
      }
    }
    for (String id : there.unknown()) {
      RemotePart part = remote.get(id);
      if (part != null) {
        part.isUnknown();
      }
    }
  }

  private void watch() {
    try {
      while (!closed) {
        boolean due = !left.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS);
        try {
          look(due);
        } catch (RuntimeException e) {
          LOG.error("parts could not be looked after", e);
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void look(boolean due) {
    Set<String> members = members();
    for (RemotePart part : remote.values()) {
      if (!members.contains(part.spec().slot().member())) {
        part.gone();
      }
    }
    host.closeOfOthersThan(members);
    guests.dropOfOthersThan(members);
    if (due) {
      host.tick();
      guests.tick();
      elsewhere.tick(members);
      sayAlive();
    }
  }

  private void sayAlive() {
    Map<String, List<PartMessage.Count>> all = new TreeMap<>();
    for (RemotePart part : remote.values()) {
      all.computeIfAbsent(part.spec().slot().member(), m -> new ArrayList<>()).add(part.tick());
    }
    all.forEach((member, parts) -> send(member, new PartMessage.Alive(parts), new byte[0]));
  }
}
