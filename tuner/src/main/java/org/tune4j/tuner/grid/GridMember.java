package org.tune4j.tuner.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.place.Offer;

/**
 * One JVM's part in a grid: a Hazelcast member, and the agent that obeys the drivers. What it says
 * to a driver in the same JVM takes no detour through the network.
 */
public final class GridMember implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GridMember.class);
  private static final int MOST_PER_BATCH = 1_000;

  private final HazelcastInstance hazelcast;
  private final Post post;
  private final String version;
  private final GridParts parts;
  private final MemberAgent agent;
  private final Map<String, Consumer<FromMember>> here = new ConcurrentHashMap<>();
  private final Set<String> otherVersions = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<byte[]> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<Outgoing> outbox = new LinkedBlockingQueue<>();
  private final Thread taker;
  private final Thread sender;
  private volatile Runnable heard = () -> {};

  /** A message and the driver that it is for. */
  private record Outgoing(String driver, FromMember message) {}

  private GridMember(
      HazelcastInstance hazelcast, MemberCard card, MemberSettings settings, Chunks chunks) {
    this.hazelcast = hazelcast;
    this.post = new Post(hazelcast);
    this.version = card.version();
    Bookings bookings = new Bookings(card.id(), card.offer());
    this.parts =
        new GridParts(card.id(), hazelcast, bookings, settings.trainables(), settings.work());
    this.agent =
        new MemberAgent(
            card,
            chunks,
            settings.trainables(),
            parts,
            bookings,
            settings.work(),
            settings.driverGraceS(),
            driver -> message -> tell(driver, message));
    this.taker = Thread.ofPlatform().daemon().name("tune-orders").unstarted(this::takeOrders);
    this.sender = Thread.ofPlatform().daemon().name("tune-reports").unstarted(this::sendReports);
  }

  /**
   * What a member is beside its place in the network.
   *
   * @param offer what it offers to trials
   * @param trainables what it can run
   * @param work where its trials keep their folders
   * @param driverGraceS how long its trials go on while nobody drives them, in seconds
   */
  public record MemberSettings(
      Offer offer, TrainableRegistry trainables, Path work, long driverGraceS) {}

  /** Starts a member. */
  public static GridMember start(GridSettings grid, String version, MemberSettings settings) {
    if (!grid.join().isEmpty()) {
      WarmUp.start();
    }
    String start = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt(1 << 16));
    HazelcastInstance hazelcast =
        GuardedMember.start(
            GridConfig.of(grid, Map.of(GridConfig.MEMBER, start, GridConfig.VERSION, version)));
    Member self = hazelcast.getCluster().getLocalMember();
    MemberCard card =
        new MemberCard(id(self), address(self), hostName(), version, settings.offer());
    GridMember member = new GridMember(hazelcast, card, settings, new Chunks(hazelcast));
    member.parts.start(member.agent::here);
    member.taker.start();
    member.sender.start();
    member.post.listen(Post.member(card.id()), member.orders::add);
    member.post.listen(Post.MEMBERS, member.orders::add);
    return member;
  }

  /** How this member introduces itself. */
  public MemberCard card() {
    return agent.card();
  }

  /** Has something done when this member is no part of the grid any more and cannot be again. */
  public void whenHazelcastEnds(Runnable what) {
    hazelcast
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleState.SHUTDOWN) {
                what.run();
              }
            });
  }

  /** Has something done each time a driver elsewhere that may use this member says something. */
  public void whenADriverSpeaks(Runnable what) {
    heard = what;
  }

  /** How many members this one sees, with itself. */
  public int members() {
    return hazelcast.getCluster().getMembers().size();
  }

  HazelcastInstance hazelcast() {
    return hazelcast;
  }

  Post post() {
    return post;
  }

  GridParts parts() {
    return parts;
  }

  MemberAgent agent() {
    return agent;
  }

  /** A driver in this JVM gets its messages handed over. */
  void driverIsHere(String driver, Consumer<FromMember> inbox) {
    here.put(driver, inbox);
  }

  /** What a driver calls a member. */
  static String id(Member member) {
    return address(member) + "/" + member.getAttribute(GridConfig.MEMBER);
  }

  /** Where a member is. */
  static String address(Member member) {
    return member.getAddress().getHost() + ":" + member.getAddress().getPort();
  }

  /** Where the member of that id is. */
  static String address(String id) {
    return id.substring(0, Math.max(0, id.lastIndexOf('/')));
  }

  @Override
  public void close() {
    taker.interrupt();
    agent.close();
    parts.close();
    sender.interrupt();
    hazelcast.shutdown();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private void tell(String driver, FromMember message) {
    Consumer<FromMember> local = here.get(driver);
    if (local != null) {
      local.accept(message);
    } else {
      outbox.add(new Outgoing(driver, message));
    }
  }

  private void takeOrders() {
    try {
      while (true) {
        byte[] bytes = orders.take();
        try {
          obey(Wire.readForMember(bytes));
        } catch (UncheckedIOException e) { // what is not answered is asked again
          LOG.error("an order was dropped", e);
        } catch (RuntimeException e) {
          LOG.error("an order could not be obeyed", e);
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void obey(Wire.ForMember batch) {
    if (here.containsKey(batch.driver())) {
      return; // its own driver speaks to it directly; this is what all are told
    }
    if (!batch.version().equals(version)) {
      if (otherVersions.add(batch.version())) {
        LOG.error(
            "grid: a driver runs tune4j {}, this member {}: it gets no trials from there",
            batch.version(),
            version);
      }
      return;
    }
    heard.run();
    agent.obey(batch.driver(), batch.epoch(), batch.messages());
  }

  private void send(String driver, List<FromMember> messages) {
    try {
      post.send(Post.driver(driver), Wire.write(new Wire.ForDriver(messages)));
    } catch (RuntimeException e) { // what is not answered is sent again
      LOG.error("grid: {} messages got lost", messages.size(), e);
    }
  }

  private void sendReports() {
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
          send(driver, messages);
        }
        batch.clear();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }
}
