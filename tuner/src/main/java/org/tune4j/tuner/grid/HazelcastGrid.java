package org.tune4j.tuner.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.Office;
import org.tune4j.trial.Checkpoint;

/**
 * The grid on Hazelcast. Messages go straight from member to member, checkpoints in pieces through
 * a distributed map. Every second the driver says that it is there, and the members answer with
 * what they have of it.
 */
public final class HazelcastGrid implements Grid {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastGrid.class);
  private static final int SIGN_OF_LIFE_MS = 1_000;

  private final GridMember self;
  private final Office office;
  private final String version;
  private final Chunks chunks;
  private final BlockingQueue<List<FromMember>> arrived = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();
  private final Set<String> present = new HashSet<>(); // guarded by itself
  private final Thread pump;
  private final Thread heart;

  private HazelcastGrid(GridMember self, Office office) {
    this.self = self;
    this.office = office;
    this.version = self.card().version();
    this.chunks = new Chunks(self.hazelcast()).of(office.uid());
    this.pump = Thread.ofPlatform().daemon().name("tune-inbox").unstarted(this::pump);
    this.heart = Thread.ofPlatform().daemon().name("tune-heart").unstarted(this::beat);
  }

  /**
   * Takes a driver's place in a grid, with a member in the same JVM.
   *
   * @param settings where in the network
   * @param office which driver this is
   * @param version the version of tune4j
   * @param member what its own member is like
   */
  public static HazelcastGrid open(
      GridSettings settings, Office office, String version, GridMember.MemberSettings member) {
    GridMember self = GridMember.start(settings, version, member);
    HazelcastGrid grid = new HazelcastGrid(self, office);
    self.driverIsHere(office.uid(), message -> grid.arrive(List.of(message)));
    self.post().listen(Post.driver(office.uid()), grid.inbox::add);
    grid.watchMembers();
    grid.pump.start();
    grid.heart.start();
    return grid;
  }

  /** The member in this JVM. */
  public MemberCard self() {
    return self.card();
  }

  GridMember member() {
    return self;
  }

  @Override
  public int size() {
    synchronized (present) {
      return present.size();
    }
  }

  @Override
  public void send(String member, List<ToMember> messages) {
    if (member.equals(self.card().id())) {
      self.agent().obey(office.uid(), office.epoch(), messages);
    } else {
      self.post().send(Post.member(member), forMember(messages));
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
    List<FromMember> all = new ArrayList<>(first);
    more.forEach(all::addAll);
    return all;
  }

  @Override
  public void wake() {
    arrive(List.of());
  }

  @Override
  public void fetch(FromMember.Saved saved, Path into) throws IOException {
    chunks.take(Chunks.up(saved.checkpoint()), saved.checkpoint(), into);
  }

  @Override
  public void offer(String trialId, int attempt, Checkpoint checkpoint, Path file)
      throws IOException {
    String key = Chunks.down(trialId, attempt);
    String why = file + " is damaged";
    try {
      if (chunks.put(key, file).equals(checkpoint.sha256())) {
        return;
      }
    } catch (NoSuchFileException e) {
      why = file + " is gone";
    }
    chunks.remove(key, Chunks.count(checkpoint.bytes()));
    throw new DamagedCheckpointException("checkpoint " + checkpoint.id() + ": " + why);
  }

  @Override
  public void close() {
    heart.interrupt();
    self.close();
    pump.interrupt();
  }

  private byte[] forMember(List<ToMember> messages) {
    return Wire.write(new Wire.ForMember(version, office.uid(), office.epoch(), messages));
  }

  /** Who is there is known before what it says is heard, and what it says is over once it left. */
  private void watchMembers() {
    self.hazelcast()
        .getCluster()
        .addMembershipListener(
            new MembershipAdapter() {
              @Override
              public void memberAdded(MembershipEvent event) {
                joined(event.getMember());
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                left(event.getMember());
              }
            });
    self.hazelcast().getCluster().getMembers().forEach(this::joined);
  }

  private void joined(Member member) {
    String theirs = member.getAttribute(GridConfig.VERSION);
    if (!version.equals(theirs)) {
      LOG.error(
          "grid: member {} runs tune4j {}, this driver {}: it gets no trials",
          GridMember.address(member),
          theirs,
          version);
      return;
    }
    synchronized (present) {
      present.add(GridMember.id(member));
    }
  }

  private void left(Member member) {
    String id = GridMember.id(member);
    synchronized (present) {
      present.remove(id);
      arrive(List.of(new FromMember.Left(id)));
    }
  }

  private void beat() {
    try {
      while (true) {
        sayHere();
        Thread.sleep(SIGN_OF_LIFE_MS);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** Whatever goes wrong once: a driver that falls silent for good is taken for dead. */
  private void sayHere() {
    try {
      self.agent().obey(office.uid(), office.epoch(), List.of());
      self.post().send(Post.MEMBERS, forMember(List.of()));
    } catch (RuntimeException e) {
      LOG.error("grid: a sign of life got lost", e);
    }
  }

  private void pump() {
    try {
      while (true) {
        byte[] batch = inbox.take();
        try {
          arriveFromAfar(Wire.readForDriver(batch).messages());
        } catch (RuntimeException e) { // what is not answered comes again
          LOG.error("a message was dropped", e);
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void arriveFromAfar(List<FromMember> messages) {
    synchronized (present) {
      arrive(messages.stream().filter(this::isOfOneThatIsThere).toList());
    }
  }

  private boolean isOfOneThatIsThere(FromMember message) {
    return !(message instanceof FromMember.Here here) || present.contains(here.member().id());
  }

  private void arrive(List<FromMember> messages) {
    arrived.add(messages);
  }
}
