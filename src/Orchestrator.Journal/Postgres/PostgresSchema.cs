using Orchestrator.Journal.Migrations;

namespace Orchestrator.Journal.Postgres;

/// <summary>How our tables came to be what they are. Their names begin with <c>orchestrator_</c>.</summary>
internal static class PostgresSchema
{
    /// <summary>
    /// The steps in order, numbered from 1. A released one is never changed: databases know its hash.
    /// </summary>
    public static IReadOnlyList<Migration> Migrations { get; } = [new(1, V1), new(2, V2), new(3, V3)];

    private const string V1 = """
        CREATE TABLE orchestrator_sweeps (
            id text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            spec_text text NOT NULL,
            spec_path text,
            dataset_hash bytea NOT NULL CHECK (octet_length(dataset_hash) = 32),
            submitted_at text COLLATE "C" NOT NULL,
            priority integer NOT NULL,
            idempotency_key text COLLATE "C" UNIQUE
        );
        CREATE INDEX orchestrator_sweeps_by_age ON orchestrator_sweeps (submitted_at, id);

        CREATE TABLE orchestrator_results (
            key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
            real_rows integer NOT NULL,
            synthetic_rows integer NOT NULL,
            test_rows integer NOT NULL,
            correct integer NOT NULL,
            accuracy double precision NOT NULL,
            balanced_accuracy double precision NOT NULL,
            f1 double precision NOT NULL,
            roc_auc double precision,
            log_loss double precision,
            brier double precision,
            confusion bytea NOT NULL,
            fit_seconds double precision NOT NULL,
            predict_seconds double precision NOT NULL,
            worker text NOT NULL,
            attempts integer NOT NULL
        );

        CREATE TABLE orchestrator_failures (
            sweep_id text COLLATE "C",
            trial bigint,
            key bytea NOT NULL CHECK (octet_length(key) = 32),
            error text NOT NULL,
            attempts integer NOT NULL,
            PRIMARY KEY (sweep_id, trial)
        );

        CREATE TABLE orchestrator_traces (
            key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
            generator_loss bytea NOT NULL,
            discriminator_loss bytea NOT NULL,
            real_score bytea NOT NULL,
            fake_score bytea NOT NULL,
            fit_seconds double precision NOT NULL
        );

        CREATE TABLE orchestrator_blobs (
            digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
            length bigint NOT NULL
        );

        CREATE TABLE orchestrator_blob_parts (
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            part integer NOT NULL,
            content bytea NOT NULL,
            PRIMARY KEY (digest, part)
        );
        ALTER TABLE orchestrator_blob_parts ALTER COLUMN content SET STORAGE EXTERNAL;
        """;

    // One row: the term of the coordinator that took the database over last.
    private const string V2 = """
        CREATE TABLE orchestrator_leader (
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
            term bigint NOT NULL
        );
        INSERT INTO orchestrator_leader (term) VALUES (0);
        """;

    // A numeric target has no class scores.
    private const string V3 = """
        ALTER TABLE orchestrator_results
            ALTER COLUMN correct DROP NOT NULL,
            ALTER COLUMN accuracy DROP NOT NULL,
            ALTER COLUMN balanced_accuracy DROP NOT NULL,
            ALTER COLUMN f1 DROP NOT NULL,
            ADD COLUMN details text;
        ALTER TABLE orchestrator_traces ADD COLUMN details text;
        """;
}
