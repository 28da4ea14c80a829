package org.tune4j.tuner.grid;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.tune4j.trial.Checkpoint;

/**
 * The driver's side of the grid. {@link #send} and {@link #receive} are for one thread; the others
 * may be called from any.
 */
public interface Grid extends AutoCloseable {

  /**
   * Sends messages to a member, in order, without waiting for it. They may get lost on the way, and
   * a member that is gone gets nothing.
   */
  void send(String member, List<ToMember> messages);

  /**
   * What has come in, in order of arrival; waits for the first of it, or for {@link #wake}.
   *
   * @return at most a few thousand messages; none when nothing came in time
   */
  List<FromMember> receive(Duration wait) throws InterruptedException;

  /** How many members there are, those included that gave no sign of life yet. From any thread. */
  int size();

  /** Lets {@link #receive} return at once. */
  void wake();

  /**
   * Brings a checkpoint that a member announced into a file, whole and checked, and takes it off
   * the grid. May take long.
   *
   * @throws IOException when it did not arrive whole, or cannot be written; nothing is left of the
   *     file then
   */
  void fetch(FromMember.Saved saved, Path into) throws IOException;

  /**
   * Puts a checkpoint onto the grid for an attempt that goes on from it. May take long.
   *
   * @throws DamagedCheckpointException when it is not what it was, or is gone
   * @throws LostPieceException when the grid could not take it, which may pass
   * @throws IOException when it cannot be read, which may pass, too
   */
  void offer(String trialId, int attempt, Checkpoint checkpoint, Path file) throws IOException;

  @Override
  void close();
}
