package org.tune4j.tuner.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.tune4j.trial.Checkpoint;

/**
 * A grid in memory: what a test says comes in, what the driver says is kept, in order. Checkpoints
 * are carried at once, but for those that the test has damaged, or while it carries nothing.
 */
public final class MemoryGrid implements Grid {
  private final ConcurrentLinkedQueue<FromMember> coming = new ConcurrentLinkedQueue<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Set<Checkpoint> damaged = new HashSet<>();
  private final Set<String> members = new HashSet<>();
  private volatile boolean carriesNothing;
  private final AtomicInteger refused = new AtomicInteger();

  /** What was told to whom. */
  public record Sent(String member, ToMember message) {}

  /** A member, or an attempt on one, says something. */
  public void say(FromMember message) {
    if (message instanceof FromMember.Here here) {
      members.add(here.member().id());
    }
    coming.add(message);
  }

  /** What was sent since the last call. */
  public List<Sent> sent() {
    List<Sent> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  public synchronized void damage(Checkpoint checkpoint) {
    damaged.add(checkpoint);
  }

  /** How often it could not carry something. */
  public int refused() {
    return refused.get();
  }

  public void carryNothing(boolean nothing) {
    carriesNothing = nothing;
  }

  @Override
  public void send(String member, List<ToMember> messages) {
    messages.forEach(message -> sent.add(new Sent(member, message)));
  }

  @Override
  public List<FromMember> receive(Duration wait) {
    List<FromMember> all = new ArrayList<>();
    for (FromMember next = coming.poll(); next != null; next = coming.poll()) {
      all.add(next);
    }
    return all;
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public void wake() {
    // nobody waits
  }

  @Override
  public void fetch(FromMember.Saved saved, Path into) {
    // its file does not matter
  }

  @Override
  public synchronized void offer(String trialId, int attempt, Checkpoint checkpoint, Path file)
      throws DamagedCheckpointException, LostPieceException {
    if (carriesNothing) {
      refused.incrementAndGet();
      throw new LostPieceException("the grid is in motion");
    }
    if (damaged.contains(checkpoint)) {
      throw new DamagedCheckpointException(checkpoint.id() + " is damaged");
    }
  }

  @Override
  public void close() {
    // nothing is held
  }
}
