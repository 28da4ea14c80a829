package org.tune4j.tuner.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.collection.IQueue;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.Folders;
import org.tune4j.runner.SessionPool;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * The member's side of the grid: takes orders from its queue, runs sessions, and carries their
 * reports to the driver that gave the order. One thread takes, one sends; each session has its own.
 */
final class MemberAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemberAgent.class);
  private static final int MOST_PER_BATCH = 1_000;

  private final HazelcastInstance hazelcast;
  private final String name;
  private final IQueue<byte[]> orders;
  private final Chunks chunks;
  private final SessionPool sessions;
  private final Path work;
  private final Map<String, GridReporter> reporters = new ConcurrentHashMap<>();
  private final BlockingQueue<Outgoing> outbox = new LinkedBlockingQueue<>();
  private final Thread taker;
  private final Thread sender;

  /** A message and the driver that it is for. */
  record Outgoing(String driver, FromMember message) {}

  private MemberAgent(HazelcastInstance hazelcast, TrainableRegistry trainables, Path work) {
    this.hazelcast = hazelcast;
    this.name = name(hazelcast.getCluster().getLocalMember());
    this.orders = hazelcast.getQueue(GridConfig.orders(name));
    this.chunks = new Chunks(hazelcast);
    this.work = work;
    this.sessions = new SessionPool(trainables, work);
    this.taker = Thread.ofPlatform().daemon().name("tune-orders").unstarted(this::takeOrders);
    this.sender = Thread.ofPlatform().daemon().name("tune-reports").unstarted(this::sendReports);
  }

  static MemberAgent start(HazelcastInstance hazelcast, TrainableRegistry trainables, Path work) {
    MemberAgent agent = new MemberAgent(hazelcast, trainables, work);
    agent.taker.start();
    agent.sender.start();
    return agent;
  }

  /** What people and drivers call a member: its address. */
  static String name(Member member) {
    return member.getAddress().getHost() + ":" + member.getAddress().getPort();
  }

  @Override
  public void close() {
    taker.interrupt();
    sessions.close();
    sender.interrupt();
  }

  private void takeOrders() {
    try {
      while (true) {
        byte[] bytes = orders.take();
        try {
          Wire.ForMember batch = Wire.readForMember(bytes);
          for (ToMember message : batch.messages()) {
            obey(batch.driver(), message);
          }
        } catch (UncheckedIOException e) { // what is not answered is asked again
          LOG.error("an order was dropped", e);
        }
      }
    } catch (InterruptedException | HazelcastInstanceNotActiveException e) {
      // closed
    }
  }

  private void obey(String driver, ToMember message) {
    switch (message) {
      case ToMember.Start m -> start(driver, m);
      case ToMember.Answer m -> {
        GridReporter reporter = reporters.get(key(m.trialId(), m.attempt()));
        if (reporter != null) {
          reporter.answered(m.trainingIteration(), m.decision());
        }
      }
      case ToMember.CheckpointTaken m -> {
        GridReporter reporter = reporters.get(key(m.trialId(), m.attempt()));
        if (reporter != null) {
          reporter.taken(m.trainingIteration(), m.problem());
        }
      }
      case ToMember.Abort m -> sessions.abort(m.trialId(), m.attempt(), m.reason());
    }
  }

  private void start(String driver, ToMember.Start order) {
    Assignment assignment = order.assignment();
    String key = key(assignment.trialId(), assignment.attempt());
    GridReporter reporter =
        new GridReporter(
            name,
            assignment,
            chunks,
            work,
            message -> outbox.add(new Outgoing(driver, message)),
            () -> over(assignment));
    if (reporters.putIfAbsent(key, reporter) != null) {
      return; // the order came twice
    }
    Checkpoint from = order.from();
    if (from == null) {
      begin(assignment, null, reporter);
    } else {
      // Fetching may take long and must not hold up the other trials' answers.
      Thread.startVirtualThread(() -> restore(assignment, from, reporter));
    }
  }

  private void restore(Assignment assignment, Checkpoint from, GridReporter reporter) {
    try {
      Files.createDirectories(work);
      Path folder = restoreFolder(assignment);
      Path file = work.resolve(folder.getFileName() + ".zip");
      try {
        chunks.take(Chunks.down(assignment.trialId(), assignment.attempt()), from, file);
        CheckpointArchive.unpack(file, folder);
      } finally {
        Files.deleteIfExists(file);
      }
      begin(assignment, folder, reporter);
    } catch (IOException | RuntimeException e) {
      LOG.warn("trial {}: {}", assignment.trialId(), e.toString());
      reporter.ended(Outcome.FAILED, "restore: " + e.getMessage(), false);
    }
  }

  /** An attempt that cannot begin must say so, or its driver would wait for it. */
  private void begin(Assignment assignment, @Nullable Path restoreFrom, GridReporter reporter) {
    try {
      sessions.start(assignment, restoreFrom, reporter);
    } catch (RuntimeException | OutOfMemoryError e) { // closed, or no thread to be had
      LOG.warn("trial {}: {}", assignment.trialId(), e.toString());
      reporter.ended(Outcome.LOST, "start: " + e.getMessage(), false);
    }
  }

  private Path restoreFolder(Assignment assignment) {
    return work.resolve("restore-" + key(assignment.trialId(), assignment.attempt()));
  }

  private void over(Assignment assignment) {
    reporters.remove(key(assignment.trialId(), assignment.attempt()));
    try {
      Folders.delete(restoreFolder(assignment));
    } catch (IOException e) {
      LOG.warn("trial {}: {}", assignment.trialId(), e.toString());
    }
  }

  private void sendReports() {
    Map<String, IQueue<byte[]>> inboxes = new HashMap<>();
    List<Outgoing> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(outbox.take());
        outbox.drainTo(batch, MOST_PER_BATCH - 1);
        for (int from = 0; from < batch.size(); ) {
          String driver = batch.get(from).driver();
          List<FromMember> messages = new ArrayList<>();
          while (from < batch.size() && batch.get(from).driver().equals(driver)) {
            messages.add(batch.get(from++).message());
          }
          inboxes
              .computeIfAbsent(driver, d -> hazelcast.getQueue(GridConfig.inbox(d)))
              .put(Wire.write(new Wire.ForDriver(messages)));
        }
        batch.clear();
      }
    } catch (InterruptedException | HazelcastInstanceNotActiveException e) {
      // closed
    }
  }

  private static String key(String trialId, int attempt) {
    return trialId + "_" + attempt;
  }
}
