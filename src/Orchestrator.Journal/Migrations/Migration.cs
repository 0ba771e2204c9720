using System.Text;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Migrations;

/// <summary>
/// One numbered step of a schema, forward only. A released step is never changed; a new one is added.
/// </summary>
/// <param name="Version">The version of the database after it: 1, 2, 3 …</param>
/// <param name="Sql">The statements.</param>
internal sealed record Migration(int Version, string Sql)
{
    /// <summary>The SHA-256 of the statements, by which a database knows them: 64 hexadecimal digits.</summary>
    public string Hash { get; } = Digest.Of(Encoding.UTF8.GetBytes(Sql)).ToString();
}
