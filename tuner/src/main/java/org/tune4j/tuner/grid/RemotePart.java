package org.tune4j.tuner.grid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartFailedException;
import org.tune4j.runner.PartSpec;

/**
 * A part on another member, as its trial sees it. What that member shows not to have got is sent
 * again; it takes each call but once. Thread-safe.
 */
final class RemotePart implements Part {
  /** In ticks: what is younger may still be on its way. */
  private static final int SEND_AGAIN = 2;

  private final long hold;
  private final PartSpec spec;
  private final byte[] setup;
  private final Sender sender;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final TreeMap<Long, Pending> pending = new TreeMap<>(); // guarded by this
  private long last; // guarded by this: the number of the last call
  private boolean started; // guarded by this: whether its member has shown that it has it
  private @Nullable String over; // guarded by this: why it takes no more calls
  private int ticks; // guarded by this
  private int startSent; // guarded by this: the tick

  /** Sends to the member of this part. */
  interface Sender {
    void send(PartMessage message, byte[] bytes);
  }

  private static final class Pending {
    final byte[] request;
    final CompletableFuture<byte[]> answer = new CompletableFuture<>();
    int sent;

    Pending(byte[] request) {
      this.request = request;
    }
  }

  /**
   * A part that is not started yet.
   *
   * @param hold what its attempt holds on its member, by number
   */
  RemotePart(long hold, PartSpec spec, byte[] setup, Sender sender) {
    this.hold = hold;
    this.spec = spec;
    this.setup = setup.clone();
    this.sender = sender;
  }

  PartSpec spec() {
    return spec;
  }

  @Override
  public int bundle() {
    return spec.bundle();
  }

  synchronized void start() {
    startSent = ticks;
    sender.send(new PartMessage.Start(hold, spec), setup);
  }

  @Override
  public synchronized CompletableFuture<byte[]> call(byte[] request) {
    String problem = problem(request);
    if (problem != null) {
      return CompletableFuture.failedFuture(new PartFailedException(problem));
    }
    Pending call = new Pending(request.clone());
    pending.put(++last, call);
    send(last, call);
    return call.answer;
  }

  private synchronized @Nullable String problem(byte[] request) {
    if (over != null) {
      return over;
    }
    if (request.length > MOST_BYTES) {
      return said(
          "a request must have %,d bytes at most (%,d)".formatted(MOST_BYTES, request.length));
    }
    return pending.size() < MOST_CALLS ? null : said(MOST_CALLS + " calls wait already");
  }

  private synchronized void send(long number, Pending call) {
    call.sent = ticks;
    sender.send(new PartMessage.Call(spec.id(), number), call.request);
  }

  @Override
  public void close() {
    fail(said("closed"));
    if (!closed.isDone()) {
      sendClose();
    }
  }

  @Override
  public CompletableFuture<Void> closed() {
    return closed;
  }

  /** Its member is no part of the grid any more. */
  void gone() {
    fail(
        "member "
            + GridMember.address(spec.slot().member())
            + " of bundle "
            + bundle()
            + " is gone");
    closed.complete(null);
  }

  /** Its member says that it has ended. */
  void ended(String reason) {
    fail(said(reason));
    closed.complete(null);
  }

  void answered(long number, boolean failed, byte[] bytes) {
    Pending call;
    synchronized (this) {
      started = true;
      call = pending.remove(number);
    }
    if (call == null) {
      return; // a repeat
    }
    if (failed) {
      String why = new String(bytes, StandardCharsets.UTF_8);
      call.answer.completeExceptionally(new PartFailedException(why));
    } else {
      call.answer.complete(bytes);
    }
  }

  /** Its member has it, and has got the calls up to that number. */
  synchronized void isThere(long accepted) {
    started = true;
    pending
        .tailMap(accepted, false)
        .forEach(
            (number, call) -> {
              if (ticks - call.sent >= SEND_AGAIN) {
                send(number, call);
              }
            });
  }

  /** Its member does not have it. */
  void isUnknown() {
    boolean lost;
    synchronized (this) {
      lost = started;
      if (!lost && over == null && ticks - startSent >= SEND_AGAIN) {
        start();
      }
    }
    if (lost) {
      ended("its member has forgotten it");
    }
  }

  /**
   * Another second has passed.
   *
   * @return what to tell its member
   */
  PartMessage.Count tick() {
    boolean closing;
    long oldest;
    synchronized (this) {
      ticks++;
      closing = over != null;
      oldest = pending.isEmpty() ? last + 1 : pending.firstKey();
    }
    if (closing) {
      sendClose();
    }
    return new PartMessage.Count(spec.id(), oldest);
  }

  private void sendClose() {
    sender.send(new PartMessage.Close(spec.id()), new byte[0]);
  }

  private void fail(String reason) {
    List<Pending> left;
    synchronized (this) {
      if (over == null) {
        over = reason;
      }
      left = new ArrayList<>(pending.values());
      pending.clear();
    }
    left.forEach(call -> call.answer.completeExceptionally(new PartFailedException(reason)));
  }

  private String said(String what) {
    return "part of bundle " + bundle() + ": " + what;
  }
}
