package org.tune4j.tuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.Folders;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.control.Running;
import org.tune4j.tuner.control.Working;
import org.tune4j.tuner.grid.GridMember;
import org.tune4j.tuner.grid.GridMember.MemberSettings;
import org.tune4j.tuner.grid.GridProbe;
import org.tune4j.tuner.grid.MemberOffers;
import org.tune4j.tuner.grid.ServerWatch;
import org.tune4j.tuner.place.Offer;

/** A member that runs trials for drivers elsewhere. Thread-safe. */
public final class Worker implements Running {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** How long trials go on while nobody drives them, in seconds. */
  private static final long DRIVER_GRACE_S = Long.getLong("tune4j.driver-grace-s", 900);

  private final GridMember member;
  private final Path work;
  private final ServerWatch watch;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private Worker(GridMember member, Path work, Working.Settings settings) {
    this.member = member;
    this.work = work;
    this.watch =
        new ServerWatch(
            settings.grid().joinText(),
            member::members,
            Duration.ofSeconds(DRIVER_GRACE_S),
            settings.news());
    member.whenADriverSpeaks(watch::heard);
    member.whenHazelcastEnds(
        () -> over.completeExceptionally(new IllegalStateException("it fell out of the grid")));
    watch.start();
  }

  /**
   * Joins a grid, or waits to be found by it.
   *
   * @throws org.tune4j.yaml.InvalidInputException when that grid has another secret
   */
  public static Worker start(Working.Settings settings) {
    Offer offer = MemberOffers.detect(settings.offer()); // what is wrong with it is said first
    settings.news().accept("joining " + settings.grid().joinText() + " ...");
    GridProbe.ask(settings.grid())
        .ifPresent(nobody -> LOG.warn("{} yet; waiting for somebody to come", nobody.message()));
    Path work = workFolder();
    MemberSettings member =
        new MemberSettings(offer, TrainableRegistry.load(), work, DRIVER_GRACE_S);
    return new Worker(
        GridMember.start(settings.grid(), Provenance.version(), member), work, settings);
  }

  @Override
  public String member() {
    return member.card().address();
  }

  @Override
  public void interrupt(String reason) {
    over.complete(null);
  }

  @Override
  public void await() throws InterruptedException {
    try {
      over.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("worker: it fell out of the grid", e);
    }
  }

  /** Ends the trials that run here; their drivers start them again elsewhere. */
  @Override
  public void close() {
    watch.close();
    member.close();
    try {
      Folders.delete(work);
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", work, e.toString());
    }
  }

  private static Path workFolder() {
    try {
      return Files.createTempDirectory("tune4j-member-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
