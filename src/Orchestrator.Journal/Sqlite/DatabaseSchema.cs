using Orchestrator.Journal.Migrations;

namespace Orchestrator.Journal.Sqlite;

/// <summary>How one of our database files is known, and how it came to be what it is.</summary>
/// <param name="ApplicationId">The number in the file's header that says whose file it is.</param>
/// <param name="Migrations">The steps in order, numbered from 1.</param>
internal sealed record DatabaseSchema(int ApplicationId, IReadOnlyList<Migration> Migrations)
{
    /// <summary>The version that this program writes.</summary>
    public int Version => Migrations[^1].Version;

    /// <summary>From which version on the file has the table <c>migrations</c>; null: never.</summary>
    public int? HistoryFrom { get; init; }

    /// <summary>The result store's file. Readers know every version of it.</summary>
    public static DatabaseSchema Results { get; } =
        new(0x4F524352, [new Migration(1, ResultsV1), new Migration(2, ResultsV2), new Migration(3, ResultsV3)])
        {
            HistoryFrom = 2,
        };

    /// <summary>The journal's file: its tables are the persistence plug-in's, only the identity is ours.</summary>
    public static DatabaseSchema Journal { get; } = new(0x4F52434A, [new Migration(1, string.Empty)]);

    private const string ResultsV1 = """
        CREATE TABLE sweeps (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            spec_text TEXT NOT NULL,
            spec_path TEXT,
            dataset_hash BLOB NOT NULL CHECK (length(dataset_hash) = 32),
            submitted_at TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE results (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32),
            real_rows INTEGER NOT NULL,
            synthetic_rows INTEGER NOT NULL,
            test_rows INTEGER NOT NULL,
            correct INTEGER NOT NULL,
            accuracy REAL NOT NULL,
            balanced_accuracy REAL NOT NULL,
            f1 REAL NOT NULL,
            roc_auc REAL,
            log_loss REAL,
            brier REAL,
            confusion BLOB NOT NULL,
            fit_seconds REAL NOT NULL,
            predict_seconds REAL NOT NULL,
            worker TEXT NOT NULL,
            attempts INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE failures (
            sweep_id TEXT NOT NULL,
            trial INTEGER NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 32),
            error TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            PRIMARY KEY (sweep_id, trial)
        ) WITHOUT ROWID;

        CREATE TABLE traces (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32),
            generator_loss BLOB NOT NULL,
            discriminator_loss BLOB NOT NULL,
            real_score BLOB NOT NULL,
            fake_score BLOB NOT NULL,
            fit_seconds REAL NOT NULL
        );
        """;

    private const string ResultsV2 = """
        ALTER TABLE sweeps ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sweeps ADD COLUMN idempotency_key TEXT;
        CREATE UNIQUE INDEX sweeps_by_idempotency_key ON sweeps (idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX sweeps_by_age ON sweeps (submitted_at, id);

        CREATE TABLE migrations (
            version INTEGER NOT NULL PRIMARY KEY,
            sha256 TEXT NOT NULL
        );
        """;

    // A numeric target has no class scores. SQLite cannot take a NOT NULL back, so the table is made anew.
    private const string ResultsV3 = """
        CREATE TABLE results_v3 (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32),
            real_rows INTEGER NOT NULL,
            synthetic_rows INTEGER NOT NULL,
            test_rows INTEGER NOT NULL,
            correct INTEGER,
            accuracy REAL,
            balanced_accuracy REAL,
            f1 REAL,
            roc_auc REAL,
            log_loss REAL,
            brier REAL,
            confusion BLOB NOT NULL,
            fit_seconds REAL NOT NULL,
            predict_seconds REAL NOT NULL,
            worker TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            details TEXT
        ) WITHOUT ROWID;
        INSERT INTO results_v3 SELECT *, NULL FROM results;
        DROP TABLE results;
        ALTER TABLE results_v3 RENAME TO results;
        ALTER TABLE traces ADD COLUMN details TEXT;
        """;
}
