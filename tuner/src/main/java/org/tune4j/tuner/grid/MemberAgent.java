package org.tune4j.tuner.grid;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.TrainableRegistry;

/**
 * The member's side of the grid: serves every driver that speaks to it. One that a later driver of
 * the same database has replaced is not listened to any more. Thread-safe.
 */
final class MemberAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemberAgent.class);

  private final MemberCard card;
  private final Chunks chunks;
  private final TrainableRegistry trainables;
  private final GridParts parts;
  private final Bookings bookings;
  private final Path work;
  private final long graceTicks;
  private final Function<String, Consumer<FromMember>> posts;
  private final Map<String, DriverService> drivers = new ConcurrentHashMap<>();
  private final Thread watch;
  private final AtomicInteger services = new AtomicInteger();

  /**
   * An agent that waits for drivers.
   *
   * @param parts where its trials run their parts
   * @param bookings what the attempts of all drivers hold here
   * @param work where its trials keep their folders
   * @param graceS how long trials go on while nobody drives them, in seconds
   * @param posts driver → where its messages go
   */
  MemberAgent(
      MemberCard card,
      Chunks chunks,
      TrainableRegistry trainables,
      GridParts parts,
      Bookings bookings,
      Path work,
      long graceS,
      Function<String, Consumer<FromMember>> posts) {
    this.card = card;
    this.chunks = chunks;
    this.trainables = trainables;
    this.parts = parts;
    this.bookings = bookings;
    this.work = work;
    this.graceTicks = TimeUnit.SECONDS.toMillis(graceS) / DriverLink.TICK_MS;
    this.posts = posts;
    this.watch = Thread.ofPlatform().daemon().name("tune-watch").start(this::watchDrivers);
  }

  MemberCard card() {
    return card;
  }

  /** What a driver would be told now, if it is known here. */
  Optional<FromMember.Here> here(String driver) {
    return Optional.ofNullable(drivers.get(driver)).map(DriverService::here);
  }

  /**
   * Does what a driver says.
   *
   * @param driver the uid of its database
   * @param epoch counts the drivers of that database
   * @param messages none for the mere sign that it is there
   */
  void obey(String driver, long epoch, List<ToMember> messages) {
    DriverService service = drivers.computeIfAbsent(driver, this::service);
    if (!service.link().heard(epoch)) {
      LOG.warn("grid: a driver that was replaced still speaks (epoch {})", epoch);
      return;
    }
    if (messages.isEmpty()) {
      service.sayHere();
    }
    messages.forEach(service::obey);
  }

  /** Drivers hear at once that it goes: what ends here now must not be begun here again. */
  @Override
  public void close() {
    watch.interrupt();
    drivers.values().forEach(service -> service.link().tell(new FromMember.Left(card.id())));
    drivers.values().forEach(DriverService::close);
  }

  private DriverService service(String driver) {
    // The one before, of a driver that was gone for long, may still be emptying its folder.
    String folder =
        driver.substring(0, Math.min(8, driver.length())) + "-" + services.incrementAndGet();
    return new DriverService(
        card,
        driver,
        new DriverLink(posts.apply(driver)),
        chunks,
        trainables,
        parts,
        bookings,
        work.resolve(folder));
  }

  private static void close(DriverService service) {
    try {
      service.close();
    } catch (RuntimeException e) { // the other drivers must be watched all the same
      LOG.error("grid: what ran for a driver could not be ended", e);
    }
  }

  private void watchDrivers() {
    try {
      while (true) {
        Thread.sleep(DriverLink.TICK_MS);
        drivers.forEach(
            (driver, service) -> {
              if (service.link().tick() > graceTicks) {
                drivers.remove(driver);
                close(service);
              }
            });
      }
    } catch (InterruptedException e) {
      // closed
    }
  }
}
