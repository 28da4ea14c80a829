package org.tune4j.rl.rollout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;

/** Workers on threads of their own, one each. */
public final class ThreadWorkers implements Workers {
  /** How long all workers together have to come back once they were interrupted. */
  private static final long GRACE_NANOS = 10_000_000_000L;

  private final List<RolloutWorker> workers;
  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<Deque<CompletableFuture<Sample>>> answers = new ArrayList<>();

  /** Takes the workers over. */
  public ThreadWorkers(List<RolloutWorker> workers) {
    this.workers = List.copyOf(workers);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (RolloutWorker worker : workers) {
      threads.add(
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, "rollout-worker-" + worker.number());
                thread.setDaemon(true);
                thread.setContextClassLoader(loader);
                return thread;
              }));
      answers.add(new ArrayDeque<>());
    }
  }

  @Override
  public int count() {
    return workers.size();
  }

  @Override
  public void request(int worker, SampleRequest request) {
    answers.get(worker).add(on(worker, () -> workers.get(worker).sample(request)));
  }

  @Override
  public Sample take(int worker) {
    return await(answers.get(worker).remove());
  }

  @Override
  public void setTask(int worker, int environment, Object task) {
    await(
        on(
            worker,
            () -> {
              workers.get(worker).giveTask(environment, task);
              return true;
            }));
  }

  @Override
  public void tell(int worker, String result) {
    await(
        on(
            worker,
            () -> {
              workers.get(worker).tell(result);
              return true;
            }));
  }

  @Override
  public byte[] save(int worker) {
    return await(on(worker, () -> StateWriter.bytes(workers.get(worker)::save)));
  }

  @Override
  public boolean[] restore(int worker, byte[] state) {
    return await(on(worker, () -> workers.get(worker).restore(StateReader.of(state))));
  }

  /** Ends what goes on by an interrupt. */
  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
    long deadline = System.nanoTime() + GRACE_NANOS;
    List<RolloutWorker> over = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      // A worker is not to lose its environments while it steps them.
      if (Closing.ends(threads.get(i), deadline)) {
        over.add(workers.get(i));
      }
    }
    Closing.all(over);
  }

  private <T> CompletableFuture<T> on(int worker, Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, threads.get(worker));
  }

  /** What a worker throws is thrown here; an interrupt of the caller is an end of the trial. */
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      throw TrialStoppedException.after(e);
    }
  }
}
