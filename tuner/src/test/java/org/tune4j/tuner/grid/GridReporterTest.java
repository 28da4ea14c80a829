package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.Decision;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/** A trial's side of the conversation with its driver, where messages come twice or not at all. */
@Timeout(60)
class GridReporterTest {
  private final BlockingQueue<FromMember> sent = new LinkedBlockingQueue<>();
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();
  private final DriverLink link = new DriverLink(sent::add);
  private final ExecutorService trial = Executors.newSingleThreadExecutor();
  private final GridReporter reporter =
      new GridReporter(
          "m",
          new Assignment(
              "s",
              "s_00000",
              1,
              "synthetic",
              Config.of(Map.of()),
              7,
              Placement.on("m", Resources.ONE_CPU),
              null,
              0,
              false,
              0,
              0,
              null),
          null, // no checkpoint travels here
          Path.of("unused"),
          link,
          new GridReporter.Ending() {
            @Override
            public void ended(Outcome outcome, String message, boolean stillHolds) {
              end.complete(outcome);
            }

            @Override
            public void gone() {}
          });

  @AfterEach
  void stop() {
    link.close();
    trial.shutdownNow();
  }

  @Test
  void anAnswerThatComesTwiceSendsNothingTwice() throws Exception {
    for (int iteration = 1; iteration <= 5; iteration++) {
      CompletableFuture<Decision> decision = report(iteration);
      assertThat(nextReported()).isEqualTo(iteration);
      reporter.answered(iteration, Decision.CONTINUE);
      reporter.answered(iteration, Decision.CONTINUE);
      reporter.answered(iteration, Decision.CONTINUE);
      assertThat(decision.get(10, TimeUnit.SECONDS)).isEqualTo(Decision.CONTINUE);
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void whatWasReportedWhileNobodyDroveIsHandedOverInOrder() throws Exception {
    silence();
    for (int iteration = 1; iteration <= 3; iteration++) {
      assertThat(report(iteration).get(10, TimeUnit.SECONDS)).isEqualTo(Decision.CONTINUE);
    }
    sent.clear();
    assertThat(link.heard(1)).isTrue();
    CompletableFuture<Decision> last = report(4);
    for (int iteration = 1; iteration <= 4; iteration++) {
      assertThat(nextReported()).isEqualTo(iteration);
      reporter.answered(iteration, iteration == 4 ? Decision.PAUSE : Decision.CONTINUE);
    }
    assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo(Decision.PAUSE);
  }

  @Test
  void anEndWaitsForTheResultsBeforeIt() throws Exception {
    silence();
    report(1).get(10, TimeUnit.SECONDS);
    report(2).get(10, TimeUnit.SECONDS);
    sent.clear();
    reporter.ended(Outcome.FAILED, "it failed at 3", false);
    assertThat(nextReported()).isEqualTo(1);
    assertThat(end).isNotDone();
    link.heard(1);
    reporter.answered(1, Decision.STOP); // it had been told to stop: what came after is no failure
    assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.FINISHED);
  }

  /** Else what it holds would be booked for ever. */
  @Test
  void anEndThatNobodyWillHearIsAnEndAllTheSame() throws Exception {
    silence();
    report(1).get(10, TimeUnit.SECONDS);
    reporter.ended(Outcome.FAILED, "it failed at 2", false);
    link.close();
    assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.LOST);
  }

  @Test
  void aDriverThatWasReplacedIsNotHeard() {
    assertThat(link.heard(2)).isTrue();
    assertThat(link.heard(1)).isFalse();
    silence();
    assertThat(link.heard(1)).as("it does not count as a sign of life").isFalse();
    assertThat(link.isGone()).isTrue();
    assertThat(link.heard(3)).isTrue();
    assertThat(link.isGone()).isFalse();
    assertThat(List.of(link.heard(2), link.heard(3))).containsExactly(false, true);
  }

  private void silence() {
    for (int i = 0; i < 30; i++) {
      link.tick();
    }
  }

  private CompletableFuture<Decision> report(int iteration) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return reporter.report(
                new Result("s_00000", 1, iteration, 0, 0, iteration, new TreeMap<>(), null, false));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        trial);
  }

  private int nextReported() throws InterruptedException {
    FromMember message = sent.poll(10, TimeUnit.SECONDS);
    assertThat(message).isInstanceOf(FromMember.Reported.class);
    return ((FromMember.Reported) message).result().trainingIteration();
  }
}
