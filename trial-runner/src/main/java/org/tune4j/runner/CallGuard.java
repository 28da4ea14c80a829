package org.tune4j.runner;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Verdict.End;

/**
 * Stands between the one thread of an attempt and those who may end it from outside. Whatever a
 * call throws becomes the attempt's {@link Verdict}; an attempt that was killed ends for that
 * reason, whatever else it says; and one thread alone has the last word.
 */
final class CallGuard {
  /** How long a trainable has to come back once it was interrupted, a process without its grace. */
  static final long GRACE_NANOS = 10_000_000_000L;

  /** Who has the word; only from USER can the attempt end. */
  private enum Turn {
    USER,
    REPORTER,
    NOBODY
  }

  /** Why the attempt must end, and until when it may do so by itself. */
  record Kill(Verdict verdict, long deadlineNanos) {}

  /** What of the trainable runs now. */
  record Call(String name, long sinceNanos) {}

  private final LongSupplier nanos;
  private final long graceNanos;
  private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.USER);
  private final AtomicReference<@Nullable Kill> kill = new AtomicReference<>();
  private final Object interrupts = new Object();
  private volatile @Nullable Call current;
  private @Nullable Thread thread; // guarded by interrupts; null when it must not be interrupted

  CallGuard(LongSupplier nanos, long graceNanos) {
    this.nanos = nanos;
    this.graceNanos = graceNanos;
  }

  /** The running thread is the one to interrupt. */
  void enter() {
    synchronized (interrupts) {
      thread = Thread.currentThread();
    }
  }

  /** No interrupt from now on; one that came already was meant for what is over. */
  void shield() {
    synchronized (interrupts) {
      thread = null;
      Thread.interrupted();
    }
  }

  /** Asks the thread to come back, by an interrupt; the first reason is the one that counts. */
  void kill(Verdict verdict) {
    if (kill.compareAndSet(null, new Kill(verdict, nanos.getAsLong() + graceNanos))) {
      interrupt();
    }
  }

  @Nullable Kill killed() {
    return kill.get();
  }

  @Nullable Call current() {
    return current;
  }

  /** Calls the trainable. */
  <T extends @Nullable Object> T call(String name, Callable<T> body) throws End {
    T value;
    current = new Call(name, nanos.getAsLong());
    try {
      value = body.call();
    } catch (Throwable t) {
      throw new End(killedOr(Verdict.failed(FailureText.of(name, t))));
    } finally {
      current = null;
    }
    endIfKilled();
    return value;
  }

  /** Calls the reporter, unless the attempt has ended without this thread. */
  <T extends @Nullable Object> T tell(String name, Callable<T> body) throws End {
    if (!turn.compareAndSet(Turn.USER, Turn.REPORTER)) {
      throw new End(Verdict.failed("abandoned")); // nobody will hear it
    }
    try {
      Thread.interrupted(); // a trainable may have left its own behind
      endIfKilled();
      return body.call();
    } catch (End end) {
      throw end;
    } catch (Throwable t) {
      throw new End(killedOr(Verdict.failed(FailureText.of(name, t))));
    } finally {
      turn.set(Turn.USER);
    }
  }

  /** Takes the last word: true for one caller only, and for nobody while the reporter is called. */
  boolean takeLastWord() {
    return turn.compareAndSet(Turn.USER, Turn.NOBODY);
  }

  /** Interrupts the thread, unless it is shielded. */
  void interrupt() {
    synchronized (interrupts) {
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  private void endIfKilled() throws End {
    Kill killed = kill.get();
    if (killed != null) {
      throw new End(killed.verdict);
    }
  }

  private Verdict killedOr(Verdict otherwise) {
    Kill killed = kill.get();
    return killed == null ? otherwise : killed.verdict;
  }
}
