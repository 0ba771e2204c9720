using System.Text;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Turns a submission into a plan and its record, or says everything that is wrong with it.</summary>
internal sealed class SubmissionReader(SpecVocabulary vocabulary, IDatasetGate datasets, TimeProvider time)
{
    private const string DefaultName = "sweep.yaml";
    private const int HighestPriority = 1000;
    private const int LongestKey = 128;

    /// <summary>The plan and the record of a request, and what in its spec is hardly meant.</summary>
    /// <exception cref="Grpc.Core.RpcException">A field of it, or the spec, is wrong.</exception>
    /// <exception cref="SubmissionRefusedException">The data set cannot be used.</exception>
    public async Task<(SweepPlan Plan, SweepRecord Record, IReadOnlyList<SpecProblem> Warnings)> ReadAsync(
        Wire.SubmitRequest request, CancellationToken cancellation)
    {
        Check(request);
        var read = ReadSpec(request.SpecText, request.SpecName);
        if (!read.IsValid)
            throw Refused(read.Problems);
        var uploaded = request.DatasetHash.Length == 0 ? (Digest?)null : Digest.FromBytes(request.DatasetHash.Span);
        var hash = await datasets.AdmitAsync(read.Spec, uploaded, cancellation).ConfigureAwait(false);
        var definition = new SweepDefinition(read.Spec, request.SpecText, hash);
        var record = new SweepRecord(
            definition.Id, read.Spec.Name, request.SpecText, request.SpecName.Length == 0 ? null : request.SpecName,
            hash, time.GetUtcNow(), request.Priority,
            request.IdempotencyKey.Length == 0 ? null : request.IdempotencyKey);
        return (new SweepPlan(definition), record, read.Warnings);
    }

    /// <summary>Reads a spec of a request; its problems are no failure.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is too long to be read.</exception>
    public SpecReadResult ReadSpec(string text, string name)
    {
        var problems = SpecFields(text, name).ToList();
        if (problems.Count > 0)
            throw RpcFailures.BadFields(problems);
        return SpecReader.Read(text, name.Length == 0 ? DefaultName : name, vocabulary);
    }

    /// <summary>INVALID_ARGUMENT with the problems of a spec: line, field and message of each.</summary>
    public static Grpc.Core.RpcException Refused(IReadOnlyList<SpecProblem> problems) => RpcFailures.BadFields(
        [.. problems.Select(p => (p.Field.Length == 0 ? "spec_text" : p.Field, p.ToString()))]);

    private static void Check(Wire.SubmitRequest request)
    {
        var problems = SpecFields(request.SpecText, request.SpecName).ToList();
        if (request.DatasetHash.Length is not (0 or Digest.Size))
        {
            problems.Add(("dataset_hash",
                $"dataset_hash: a value of {request.DatasetHash.Length} bytes is not allowed; "
                + "it is a SHA-256 of exactly 32 bytes, or empty where the data set is built in"));
        }

        if (request.Priority is < -HighestPriority or > HighestPriority)
        {
            problems.Add(("priority", $"priority: {request.Priority} is not allowed; it is a whole number from "
                + $"{-HighestPriority} to {HighestPriority}"));
        }

        var key = request.IdempotencyKey;
        if (key.Length > LongestKey || key.Any(c => c is < ' ' or > '~'))
        {
            problems.Add(("idempotency_key",
                $"idempotency_key: a text of {key.Length} characters is not allowed; it is "
                + $"empty or 1 to {LongestKey} printable ASCII characters"));
        }

        if (problems.Count > 0)
            throw RpcFailures.BadFields(problems);
    }

    private static IEnumerable<(string Field, string Problem)> SpecFields(string text, string name)
    {
        if (Encoding.UTF8.GetByteCount(text) is var bytes && bytes > SweepDefinitionMapper.MostSpecBytes)
        {
            yield return ("spec_text", $"spec_text: a spec of {bytes} bytes is not allowed; it is at most "
                + $"{SweepDefinitionMapper.MostSpecBytes} bytes of YAML");
        }

        if (name.Length > SweepDefinitionMapper.LongestSpecName || name.Any(char.IsControl))
        {
            yield return ("spec_name", $"spec_name: a text of {name.Length} characters is not allowed; it is a file "
                + $"name of at most {SweepDefinitionMapper.LongestSpecName} characters on one line");
        }
    }
}
