package org.tune4j.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;

/** The parts of one attempt: numbers and counts them, and closes what is left. Thread-safe. */
final class TrialParts implements Parts {
  private final Assignment trial;
  private final PartHosting hosting;
  private final int[] started; // guarded by this: how many of each bundle
  private final List<Part> parts = new ArrayList<>(); // guarded by this
  private boolean closed; // guarded by this

  TrialParts(Assignment trial, PartHosting hosting) {
    this.trial = trial;
    this.hosting = hosting;
    this.started = new int[trial.placement().slots().size()];
  }

  /** For a trainable that can have no parts. */
  static Parts none(Placement placement) {
    return new Parts() {
      @Override
      public int bundles() {
        return placement.slots().size();
      }

      @Override
      public Part start(int bundle, String className, byte[] setup) {
        throw new IllegalStateException(
            "parts: need a trainable that runs on a thread of its member\n"
                + "  Maybe set isolation: thread");
      }
    };
  }

  @Override
  public int bundles() {
    return started.length;
  }

  @Override
  public synchronized Part start(int bundle, String className, byte[] setup) {
    if (bundle < 0 || bundle >= started.length) {
      throw new IllegalArgumentException(
          "parts: bundle must be from 0 to %d (%d)".formatted(started.length - 1, bundle));
    }
    if (setup.length > Part.MOST_BYTES) {
      throw new IllegalArgumentException("parts: setup" + tooLarge(setup));
    }
    if (closed) {
      throw new IllegalStateException("parts: the attempt is over");
    }
    Part part = hosting.start(spec(bundle, className), setup);
    parts.removeIf(p -> p.closed().isDone());
    parts.add(part);
    return part;
  }

  /** Asks all of them to end; no more can be started. */
  synchronized void close() {
    closed = true;
    parts.forEach(Part::close);
  }

  /** Complete once all of them have ended. */
  synchronized CompletableFuture<Void> closed() {
    return CompletableFuture.allOf(
        parts.stream().map(Part::closed).toArray(CompletableFuture[]::new));
  }

  /** What to say of a message with too many bytes, after its name. */
  static String tooLarge(byte[] bytes) {
    return " must have %,d bytes at most (%,d)".formatted(Part.MOST_BYTES, bytes.length);
  }

  private PartSpec spec(int bundle, String className) {
    long seed = Seeds.derive(trial.seed(), "bundle", bundle);
    return new PartSpec(
        Secrets.hex(16),
        className,
        trial.trialId(),
        trial.attempt(),
        bundle,
        trial.placement().slots().get(bundle),
        Seeds.derive(seed, "part", started[bundle]++));
  }
}
