namespace Orchestrator.Reports.Documents;

/// <summary>The answer for one model of a sweep, in a sentence or two.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Model">The model.</param>
/// <param name="Best">The comparison that the sentence is about, as an index into the document's comparisons.</param>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Text">The sentences, without markup.</param>
public sealed record ModelVerdict(string Sweep, string Model, int Best, BoostVerdict Verdict, string Text);
