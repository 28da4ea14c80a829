package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part that runs in this JVM, on a thread of its own. Thread-safe. */
public final class HostedPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(HostedPart.class);

  private static final class Request {
    final byte[] bytes;
    final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Request(byte[] bytes) {
      this.bytes = bytes;
    }

    void fail(String message) {
      answer.completeExceptionally(new PartFailedException(message));
    }
  }

  private final PartSpec spec;
  private final Path folder;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final Deque<Request> waiting = new ArrayDeque<>(); // guarded by this
  private @Nullable String closing; // guarded by this: why
  private @Nullable Thread thread; // guarded by this; null when it must not be interrupted
  private @Nullable Request current; // guarded by this

  private HostedPart(PartSpec spec, Path folder) {
    this.spec = spec;
    this.folder = folder;
  }

  /**
   * Starts a part and returns at once.
   *
   * @param registry where its class is looked for
   * @param root where it gets its folder
   */
  public static HostedPart start(
      PartSpec spec, byte[] setup, TrainableRegistry registry, Path root) {
    HostedPart part = new HostedPart(spec, root.resolve("part-" + spec.id()));
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("part-" + spec.trialId() + "." + spec.bundle())
            .unstarted(() -> part.run(setup, registry));
    synchronized (part) {
      part.thread = thread;
      thread.start();
    }
    return part;
  }

  /** What it was started with. */
  public PartSpec spec() {
    return spec;
  }

  @Override
  public int bundle() {
    return spec.bundle();
  }

  @Override
  public synchronized CompletableFuture<byte[]> call(byte[] request) {
    Request asked = new Request(request);
    if (closing != null) {
      asked.fail(said(closing));
    } else if (request.length > MOST_BYTES) {
      asked.fail(said("a request" + TrialParts.tooLarge(request)));
    } else if (waiting.size() >= MOST_CALLS) {
      asked.fail(said(MOST_CALLS + " calls wait already"));
    } else {
      waiting.add(asked);
      notifyAll();
    }
    return asked.answer;
  }

  @Override
  public void close() {
    close("closed");
  }

  /**
   * {@link #close()} for a reason.
   *
   * @param reason what the calls that wait are told
   */
  public void close(String reason) {
    Deque<Request> left;
    synchronized (this) {
      if (closing != null) {
        return;
      }
      closing = reason;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
      if (current != null) {
        left.addFirst(current);
      }
    }
    left.forEach(request -> request.fail(said(reason)));
    synchronized (this) { // only now, lest the one that is served says that it was interrupted
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  @Override
  public CompletableFuture<Void> closed() {
    return closed;
  }

  private void run(byte[] setup, TrainableRegistry registry) {
    TrialPart part = null;
    try {
      String problem = null;
      try {
        Files.createDirectories(folder);
        part = registry.part(spec.className());
        part.setup(spec.context(folder), setup);
      } catch (Throwable t) {
        problem = said(FailureText.of("setup", t));
      }
      serve(part, problem);
    } catch (Throwable t) { // no memory or no stack
      LOG.error("part {}: ended", spec, t);
    } finally {
      end(part);
    }
  }

  /** Answers until it is closed. */
  private void serve(@Nullable TrialPart part, @Nullable String problem) {
    for (Request next = next(); next != null; next = next()) {
      try {
        if (part == null || problem != null) {
          next.fail(String.valueOf(problem));
        } else {
          answer(next, part.call(next.bytes));
        }
      } catch (Throwable t) {
        next.fail(said(FailureText.of("call", t)));
      }
    }
  }

  private void answer(Request request, byte @Nullable [] bytes) {
    if (bytes == null) {
      request.fail(said("call: must return an answer (null)"));
    } else if (bytes.length > MOST_BYTES) {
      request.fail(said("an answer" + TrialParts.tooLarge(bytes)));
    } else {
      request.answer.complete(bytes);
    }
  }

  private synchronized @Nullable Request next() {
    current = null;
    while (closing == null) {
      Request next = waiting.poll();
      if (next != null) {
        current = next;
        Thread.interrupted(); // what the call before left behind
        return next;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        // closed, or what the call before left behind
      }
    }
    return null;
  }

  private void end(@Nullable TrialPart part) {
    close("ended");
    synchronized (this) { // no interrupt from now on: what closes it may have to wait
      thread = null;
      Thread.interrupted();
    }
    try {
      if (part != null) {
        part.close();
      }
    } catch (Throwable t) {
      LOG.warn("part {}: {}", spec, FailureText.of("close", t));
    }
    try {
      Folders.delete(folder);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} could not be deleted: {}", folder, e.toString());
    } finally {
      closed.complete(null);
    }
  }

  private String said(String what) {
    return "part of bundle " + spec.bundle() + ": " + what;
  }
}
