package org.tune4j.tuner.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.collection.IQueue;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Resources;

/**
 * The grid on Hazelcast. Orders go through one distributed queue per member, reports through one
 * bounded queue per driver, checkpoints in pieces through a distributed map.
 */
public final class HazelcastGrid implements Grid {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastGrid.class);
  private static final int MOST_BATCHES = 256;

  private final HazelcastInstance hazelcast;
  private final MemberAgent agent;
  private final String driver = UUID.randomUUID().toString();
  private final Chunks chunks;
  private final IQueue<byte[]> inbox;
  private final BlockingQueue<List<FromMember>> arrived = new ArrayBlockingQueue<>(MOST_BATCHES);
  private final Map<String, IQueue<byte[]>> orders = new HashMap<>();
  private final Thread pump;

  private HazelcastGrid(HazelcastInstance hazelcast, MemberAgent agent) {
    this.hazelcast = hazelcast;
    this.agent = agent;
    this.chunks = new Chunks(hazelcast);
    this.inbox = hazelcast.getQueue(GridConfig.inbox(driver));
    this.pump = Thread.ofPlatform().daemon().name("tune-inbox").unstarted(this::pump);
  }

  /**
   * Starts a grid of one member, within this JVM and open to nobody else.
   *
   * @param offered what the member offers
   * @param trainables what it can run
   * @param work where its trials keep their folders
   */
  public static HazelcastGrid embedded(Resources offered, TrainableRegistry trainables, Path work) {
    HazelcastInstance hazelcast =
        Hazelcast.newHazelcastInstance(GridConfig.embedded("tune-" + UUID.randomUUID(), offered));
    HazelcastGrid grid =
        new HazelcastGrid(hazelcast, MemberAgent.start(hazelcast, trainables, work));
    grid.watchMembers();
    grid.pump.start();
    return grid;
  }

  /** Which driver this is, to the members. */
  public String driver() {
    return driver;
  }

  @Override
  public void send(String member, List<ToMember> messages) {
    byte[] batch = Wire.write(new Wire.ForMember(driver, messages));
    boolean taken =
        orders
            .computeIfAbsent(member, name -> hazelcast.getQueue(GridConfig.orders(name)))
            .offer(batch);
    if (!taken) {
      throw new IllegalStateException("grid: the queue of member " + member + " takes nothing");
    }
  }

  @Override
  public List<FromMember> receive(Duration wait) throws InterruptedException {
    List<FromMember> first = arrived.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) {
      return List.of();
    }
    List<List<FromMember>> more = new ArrayList<>();
    arrived.drainTo(more);
    if (more.isEmpty()) {
      return first;
    }
    List<FromMember> all = new ArrayList<>(first);
    more.forEach(all::addAll);
    return all;
  }

  @Override
  public void fetch(FromMember.Saved saved, Path into) throws IOException {
    chunks.take(Chunks.up(saved.checkpoint()), saved.checkpoint(), into);
  }

  @Override
  public void offer(String trialId, int attempt, Checkpoint checkpoint, Path file)
      throws IOException {
    String key = Chunks.down(trialId, attempt);
    if (!chunks.put(key, file).equals(checkpoint.sha256())) {
      chunks.remove(key, Chunks.count(checkpoint.bytes()));
      throw new IOException("checkpoint " + checkpoint.id() + ": " + file + " is damaged");
    }
  }

  @Override
  public void close() {
    agent.close();
    hazelcast.shutdown();
    pump.interrupt();
  }

  private void watchMembers() {
    hazelcast
        .getCluster()
        .addMembershipListener(
            new MembershipAdapter() {
              @Override
              public void memberAdded(MembershipEvent event) {
                arrive(List.of(joined(event.getMember())));
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                arrive(List.of(new FromMember.Left(MemberAgent.name(event.getMember()))));
              }
            });
    hazelcast.getCluster().getMembers().forEach(member -> arrive(List.of(joined(member))));
  }

  private static FromMember joined(Member member) {
    return new FromMember.Joined(
        MemberAgent.name(member),
        new Resources(
            Double.parseDouble(member.getAttribute(GridConfig.CPU)),
            Double.parseDouble(member.getAttribute(GridConfig.GPU))));
  }

  private void pump() {
    try {
      while (true) {
        byte[] batch = inbox.take();
        try {
          arrive(Wire.readForDriver(batch).messages());
        } catch (UncheckedIOException e) { // what is not answered comes again
          LOG.error("a message was dropped", e);
        }
      }
    } catch (InterruptedException | HazelcastInstanceNotActiveException e) {
      // closed
    }
  }

  private void arrive(List<FromMember> messages) {
    try {
      arrived.put(messages);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
