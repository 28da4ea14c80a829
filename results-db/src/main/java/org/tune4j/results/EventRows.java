package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Damaged;
import org.tune4j.trial.SweepEvent.DeadlinePassed;
import org.tune4j.trial.SweepEvent.DriverStarted;
import org.tune4j.trial.SweepEvent.Ended;
import org.tune4j.trial.SweepEvent.Grown;
import org.tune4j.trial.SweepEvent.Interrupted;
import org.tune4j.trial.SweepEvent.Offered;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.SweepEvent.Placed;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.SweepEvent.Saved;
import org.tune4j.trial.SweepEvent.SlotFree;
import org.tune4j.trial.SweepEvent.Widened;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;
import org.tune4j.yaml.Problem;

/** Every {@link SweepEvent} but a result is a row of {@code event}. */
final class EventRows {
  private static final String INSERT =
      "insert into event(sweep_id, seq, at, kind, trial_id, attempt, detail)"
          + " values(?, ?, ?, ?, ?, ?, ?)";

  /** The most characters that {@code detail} holds; a large object would slow all events. */
  private static final int MAX_DETAIL = 1 << 20;

  private EventRows() {}

  /**
   * Refuses what a sweep is to become as a file when its event could not be recorded.
   *
   * @throws InvalidInputException with its length
   */
  static void refuseUnlessFits(String sweep, String yaml) {
    int length = columns(new Widened(yaml)).detail().length();
    if (length > MAX_DETAIL) {
      throw new InvalidInputException(
          new Problem(
              "resume: %s: the sweep is too long as a file (%d characters as JSON, at most %d)"
                  .formatted(sweep, length, MAX_DETAIL),
              null,
              "let long lists of values come from a range, or begin a new sweep with tune run"));
    }
  }

  /** What sets an event apart, as columns. */
  record Columns(String kind, @Nullable String trialId, @Nullable Integer attempt, String detail) {

    Columns(
        String kind,
        @Nullable String trialId,
        @Nullable Integer attempt,
        Map<String, @Nullable Object> detail) {
      this(kind, trialId, attempt, Json.write(detail));
    }

    static Columns of(String kind, Map<String, @Nullable Object> detail) {
      return new Columns(kind, null, null, detail);
    }
  }

  static void insert(Connection connection, OpenSweep sweep, List<Recorded> events)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Recorded recorded : events) {
        Columns columns = columns(recorded.event());
        Sql.bind(
            insert,
            sweep.id(),
            recorded.seq(),
            recorded.at(),
            columns.kind(),
            columns.trialId(),
            columns.attempt(),
            columns.detail());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static Columns columns(SweepEvent event) {
    return switch (event) {
      case DriverStarted e -> Columns.of("driver_started", Map.of("driver", e.driver()));
      case SlotFree e -> Columns.of("slot_free", Map.of());
      case Placed e ->
          new Columns(
              "placed",
              e.trialId(),
              e.attempt(),
              Map.of("slots", PlacementJson.slots(e.placement())));
      case Saved e -> saved(e.checkpoint());
      case Ended e -> ended(e);
      case Damaged e -> damaged(e);
      case Interrupted e -> Columns.of("interrupted", Map.of("reason", e.reason()));
      case DeadlinePassed e -> Columns.of("deadline_passed", Map.of());
      case Grown e -> Columns.of("grown", Map.of("num_samples", e.numSamples()));
      case Widened e -> Columns.of("widened", Map.of("yaml", e.yaml()));
      case Offered e ->
          Columns.of("offered", Map.of("members", PlacementJson.members(e.members())));
      case Reported e -> throw new IllegalArgumentException("a result is no row of event");
    };
  }

  private static Columns saved(Checkpoint checkpoint) {
    return new Columns(
        "saved",
        checkpoint.trialId(),
        checkpoint.attempt(),
        Map.of(
            "training_iteration", checkpoint.trainingIteration(),
            "bytes", checkpoint.bytes(),
            "sha256", checkpoint.sha256()));
  }

  private static Columns damaged(Damaged event) {
    Checkpoint checkpoint = event.checkpoint();
    Map<String, @Nullable Object> detail = new TreeMap<>();
    detail.put("saved_by", checkpoint.attempt());
    detail.put("training_iteration", checkpoint.trainingIteration());
    detail.put("bytes", checkpoint.bytes());
    detail.put("sha256", checkpoint.sha256());
    detail.put("why", Texts.cut(event.why()));
    if (!checkpoint.trialId().equals(event.trialId())) {
      detail.put("of", checkpoint.trialId());
    }
    return new Columns("damaged", event.trialId(), event.attempt(), detail);
  }

  private static Columns ended(Ended event) {
    Map<String, @Nullable Object> detail = new TreeMap<>();
    detail.put("outcome", event.outcome().name());
    if (event.message() != null) {
      detail.put("message", Texts.cut(event.message()));
    }
    return new Columns("ended", event.trialId(), event.attempt(), detail);
  }

  static Recorded read(ResultSet row) throws SQLException {
    Columns columns =
        new Columns(
            row.getString("kind"),
            row.getString("trial_id"),
            row.getInt("attempt"),
            row.getString("detail"));
    return new Recorded(row.getLong("seq"), Sql.moment(row, "at"), event(columns));
  }

  static SweepEvent event(Columns columns) {
    Map<String, @Nullable Object> detail = Json.readObject(columns.detail());
    String trialId = Objects.requireNonNullElse(columns.trialId(), "");
    int attempt = Objects.requireNonNullElse(columns.attempt(), 0);
    return switch (columns.kind()) {
      case "driver_started" -> new DriverStarted(text(detail, "driver"));
      case "slot_free" -> new SlotFree();
      case "placed" -> new Placed(trialId, attempt, placement(detail));
      case "saved" -> new Saved(checkpoint(trialId, attempt, detail));
      case "ended" ->
          new Ended(
              trialId,
              attempt,
              Outcome.valueOf(text(detail, "outcome")),
              (String) detail.get("message"));
      case "damaged" ->
          new Damaged(
              trialId,
              attempt,
              checkpoint(of(detail, trialId), (int) number(detail, "saved_by"), detail),
              text(detail, "why"));
      case "interrupted" -> new Interrupted(text(detail, "reason"));
      case "deadline_passed" -> new DeadlinePassed();
      case "grown" -> new Grown((int) number(detail, "num_samples"));
      case "widened" -> new Widened(text(detail, "yaml"));
      case "offered" -> new Offered(PlacementJson.readMembers(detail.get("members")));
      default -> throw new IllegalStateException("event: unknown kind (" + columns.kind() + ")");
    };
  }

  /** The first version of the schema knew the member only. */
  private static Placement placement(Map<String, @Nullable Object> detail) {
    Object slots = detail.get("slots");
    return slots == null
        ? Placement.on(text(detail, "member"), Resources.NOTHING)
        : PlacementJson.readSlots(slots);
  }

  /** Whose checkpoint it is: mostly that of the event's own trial. */
  private static String of(Map<String, @Nullable Object> detail, String trialId) {
    return detail.containsKey("of") ? text(detail, "of") : trialId;
  }

  private static Checkpoint checkpoint(
      String trialId, int attempt, Map<String, @Nullable Object> detail) {
    return new Checkpoint(
        trialId,
        attempt,
        (int) number(detail, "training_iteration"),
        number(detail, "bytes"),
        text(detail, "sha256"));
  }

  private static String text(Map<String, @Nullable Object> detail, String key) {
    return Objects.requireNonNull((String) detail.get(key), key);
  }

  private static long number(Map<String, @Nullable Object> detail, String key) {
    return Objects.requireNonNull((Long) detail.get(key), key);
  }
}
