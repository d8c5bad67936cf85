import { memoryCache } from '../../src/store/memory-cache.ts'
import { answerCacheConformance } from '../conformance/answer-cache.ts'

answerCacheConformance('memoryCache', { create: memoryCache })
