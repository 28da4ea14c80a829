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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.HostedPart;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartHosting;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Placement.Slot;

/**
 * The parts of trials across the grid: those that trials of this member have on others, and those
 * that trials of others have here. Thread-safe.
 */
final class GridParts implements PartHosting, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GridParts.class);
  private static final long TICK_MS = 1_000;
  private static final long CLOSE_S = 10;

  private final String self;
  private final HazelcastInstance hazelcast;
  private final Post post;
  private final TrainableRegistry registry;
  private final Path folder;
  private final PartHost host;
  private final Map<String, RemotePart> remote = new ConcurrentHashMap<>();
  private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();
  private final Semaphore left = new Semaphore(0); // a permit for each member that left
  private final Thread pump;
  private final Thread watch;
  private volatile boolean closed;

  /**
   * Parts of a member.
   *
   * @param self its id
   * @param folder where parts get their folders
   */
  GridParts(String self, HazelcastInstance hazelcast, TrainableRegistry registry, Path folder) {
    this.self = self;
    this.hazelcast = hazelcast;
    this.post = new Post(hazelcast);
    this.registry = registry;
    this.folder = folder;
    this.host = new PartHost(registry, folder, this::send);
    this.pump = Thread.ofPlatform().daemon().name("tune-parts").unstarted(this::pump);
    this.watch = Thread.ofPlatform().daemon().name("tune-parts-watch").unstarted(this::watch);
  }

  /** Listens from now on. */
  void start() {
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

  @Override
  public Part start(PartSpec spec, byte[] setup) {
    String member = spec.slot().member();
    if (member.equals(self)) {
      return HostedPart.start(spec, setup, registry, folder);
    }
    RemotePart part = new RemotePart(spec, setup, (message, bytes) -> send(member, message, bytes));
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
        used.add(host.free(slot, trial.trialId(), trial.attempt()));
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
      default -> host.obey(frame.from, frame.message, frame.bytes);
    }
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
    if (due) {
      host.tick();
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
