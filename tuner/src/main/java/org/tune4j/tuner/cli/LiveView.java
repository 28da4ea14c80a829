package org.tune4j.tuner.cli;

import java.util.List;
import java.util.function.Supplier;
import org.tune4j.tuner.report.Display;
import org.tune4j.tuner.report.SweepView;

/** Feeds a display with the views of what runs, from a thread of its own. */
final class LiveView implements AutoCloseable {
  private static final long PAUSE_MS = 250;

  private final Supplier<List<SweepView>> views;
  private final Display display;
  private final Thread thread;

  private LiveView(Supplier<List<SweepView>> views, Display display) {
    this.views = views;
    this.display = display;
    this.thread = Thread.ofPlatform().daemon().name("tune-view").unstarted(this::follow);
  }

  /** Begins to show; {@link #close} shows the end and stops. */
  static LiveView start(Supplier<List<SweepView>> views, Display display) {
    LiveView view = new LiveView(views, display);
    view.thread.start();
    return view;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    views.get().forEach(display::update);
    display.close();
  }

  private void follow() {
    try {
      while (true) {
        views.get().forEach(display::update);
        Thread.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }
}
